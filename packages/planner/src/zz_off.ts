import { planOffline, openLibrary, printRecipe } from '@segue/planner'
import { catalogue } from '@segue/nodes'
import { Recipe, applyChanges, diffSummary, diffRecipes } from '@segue/protocol'
import fs from 'node:fs'
const empty = Recipe.parse({schemaVersion:1,id:'rcp_x',name:'x',graph:{}})
const recipes = fs.readdirSync('/work/main/examples/recipes').map(f => Recipe.parse(JSON.parse(fs.readFileSync('/work/main/examples/recipes/'+f,'utf8'), (k,v)=> v && typeof v==='object' && 'file' in v && Object.keys(v).length===1 ? {artifactId:'a'.repeat(64),mime:v.file.endsWith('als')?'application/octet-stream':v.file.endsWith('mid')?'audio/midi':v.file.match(/png|jpg|webp/)?'image/png':'audio/flac',bytes:1,name:v.file.split('/').at(-1),meta:{}} : v)))
const lib = openLibrary(catalogue, recipes)
const beat = recipes.find(r=>r.id==='rcp_beat-film')!
const [,, mode, ...p] = process.argv
for (const prompt of p) {
 const base = mode==='edit'?beat:empty
 const b = planOffline(prompt, lib, {recipe: base, types: catalogue, promptId:'ppl_1', anchor:null, maxNodes:100})
 console.log('>>', prompt, '\n  ', diffSummary(diffRecipes(base,b.after)), '|', b.notes.slice(1).join(' '), '| ASK', b.asks.join(' '), '| PROBLEMS', b.problems.map(p=>p.code+' '+(p.nodeId??'')+' '+(p.port??'')).join('; '))
 if (mode==='create' && !b.notes[1]) console.log(printRecipe(b.after).replace(/^/gm,'      '))
}
