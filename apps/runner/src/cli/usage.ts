/** What `segue help` prints. */
export const usage = `segue: draw a pipeline, press Run, watch the film

  segue start [--port 4400] [--home DIR] [--no-open]    open the editor
  segue run RECIPE.json [--input KEY=VALUE]… [--out DIR] [--home DIR] [--json]
  segue validate RECIPE.json [--json]
  segue recipes | runs [--home DIR] [--json]
  segue doctor [--home DIR] [--json]                    what is here, what is a stand-in
  segue url [--home DIR]                                another sign-in link

  SEGUE_HOME      where Segue keeps its data (default ~/.segue)
  SEGUE_BLENDER   path of Blender, or off for the built-in stand-in

Exit codes: 0 done · 1 failed or cancelled · 2 invalid recipe or input · 3 waits for a person or is parked`
