/** What `segue help` prints. */
export const usage = `segue: draw a pipeline, press Run, watch the film

  segue start [--port 4400] [--no-open]                 open the editor
  segue start --lan [--lan-host ADDRESS] [--lan-port N] …and let paired phones in over the local network
  segue url                                             another sign-in link
  segue mcp                                             speak MCP over standard input and output
  segue phone [list | revoke DEVICE]                    a QR code that pairs a phone; which ones are paired
  segue service [status | install | remove]             start by itself when you log in, and go on by itself
  segue doctor [APP]                                    what is here, what is a stand-in; one application closely
  segue bridge install|uninstall APP [--to FOLDER]      Segue's side in live, touchdesigner or blender

RECIPE is a recipe file or the id of a stored recipe:
  segue run RECIPE [--input KEY=VALUE]… [--out FOLDER] [--keep] [PART] [HOW]
  segue plan RECIPE [--input KEY=VALUE]… [PART] [HOW]   what would run and why; runs nothing
                    [--ahead]                           …but first runs quick steps that tell more, and keeps
                                                        their results; opens no application
  segue validate RECIPE                                 every failure at once
  segue inspect RUN|RECIPE [--machine ID] [--mermaid | --xstate]
                                                        its nodes and machines; of a run, where it stands
  PART  --to NODE…  ·  --from RUN/NODE [--edit PORT=VALUE]…  ·  --failed RUN  ·  --fresh
  HOW   --priority -100…100  ·  --real APP  ·  --standin APP  (live, td, blender)
        --unattended                                    nobody is there: leaves alone what a person works on

  segue ask “SENTENCE” [--to RECIPE] [--apply [--off PART]…]   what Segue would change or make; without --apply it
                                                        only shows it; runs nothing, ever

  segue export RECIPE [--out FILE] [--media MB]         a package: recipe, small files, what it needs;
                      [--sample]                        with its newest result
  segue import FILE [--relink FOLDER]                   a package, or a recipe as JSON; runs nothing
  segue recipes [list [--search WORDS] [--archived] | publish ID | duplicate ID [NAME] | archive|unarchive ID]
  segue recipes versions ID                             every save that is kept, and what changed
  segue recipes diff ID [A [B]]                         between two versions; without, what the last save changed
  segue recipes restore ID A  ·  name ID A [NAME]       as a new save; a version with a name stays
  segue recipes show ID  ·  save ID FILE                as plain JSON, the same order every time, for git
  segue recipes migrate ID [--accept]                   what changes when nodes of an older Segue are brought up to date
  segue recipes relink ID FOLDER                        finds missing files by content, else by name and size
  segue runs [list [--limit N] [--search WORDS]]        the newest runs, by the name of their recipe
  segue runs show RUN                                   its steps, reasons, and what it asks
  segue runs tail RUN                                   what happens in it, line by line, until it is over
  segue runs rerun RUN [--input KEY=VALUE]…             again, with these values in place of its own
  segue runs cancel|pause|resume RUN [NODE]             the run, or one step; a paused render keeps its frames
  segue runs retry|fail RUN NODE  ·  done RUN NODE [--output PORT=VALUE]…
  segue runs approve|reject RUN NODE [--pick N, from 1] [--comment TEXT] [--form KEY=VALUE]…
  segue runs keep|unkeep RUN  ·  prioritise RUN N
  segue report [--since TIME]                           what happened since the last evening
  segue preflight [--until TIME | RECIPE [--input KEY=VALUE]…]
                                                        what is to come, and what would keep it from it
  segue notify [list | test ID | remove ID]             who is told of runs
  segue notify add browser|WEBHOOK|ADDRESS@HOST [--rule always|trouble|never] [--recipe ID=RULE]… [--name TEXT]
                   [--report HH:MM] [--secret FILE] [--own-network]
  segue notify mail HOST FROM [--port N] [--security starttls|tls|none] [--user NAME] [--password FILE]
  segue takes [list [--recipe ID] | keep RUN OUTPUT [NAME] | drop TAKE]    favourites, which stay
  segue storage [--days N] [--runs N|all] [--size GB] [--free]             what takes the room; what goes when
  segue queue [list | move RUN NODE [--before RUN/NODE]]
  segue trigger [list [--recipe ID]]                    what starts by itself, and when
  segue trigger add RECIPE WHEN [HOW]  ·  edit TRIGGER [--when WHEN] [HOW]
  segue trigger add RECIPE --files FOLDER [--preset NAME] [--pattern P] [--mode single|set|newest] [--set P]…
                   [--settle SECONDS] [--subfolders] [--existing]          files that are there whole
                   --osc PORT ADDRESS [--host IP] [--allow IP]… [--both]   an OSC message
                   --midi PORT [--note|--control|--program N|any] [--message start|stop] [--channel N] [--least N]
                   --app live|blender|td EVENT [--called NAME]             set.saved, locator.passed, render.finished…
                   --webhook [--answer accepted|result]  ·  --after RECIPE [--on finished|failed|ended]
                   [--map INPUT=/POINTER]… [--debounce MS] [--per-minute N] [--max-age MS|any]
  segue trigger show|history|pause|resume|run|remove TRIGGER
  segue trigger listen TRIGGER [--count N]              what it receives, whether it fires or not
  segue trigger when WHEN [--zone ZONE]                 what it means, and the next five moments
  WHEN  “weekdays at 9:30”, “every 15 minutes”, or five cron fields
  HOW   --name TEXT  ·  --zone ZONE  ·  --version N  ·  --input KEY=VALUE…  ·  --jitter SECONDS  ·  --paused
        --missed none|last|all [--late MINUTES|any] [--most N]  ·  --overlap skip|queueOne|queueAll|cancel|parallel
  segue code [list | show HASH | approve HASH | revoke HASH]   Python that waits for your approval
  segue trust [FILE.blend…]  ·  untrust FILE.blend|HASH  whose scripts may run when Segue opens them
  segue signal TOPIC [--data JSON]                      an event that steps may wait for
  segue replay RUN                                      the same engine over its journal: the same rows?

  segue backup FOLDER                                   also while Segue runs
  segue restore FOLDER [--force]                        into an empty or damaged home; deletes nothing

Every command takes --home FOLDER; all but start and url take --json.
  SEGUE_HOME      where Segue keeps its data (default ~/.segue)
  SEGUE_BLENDER   path of Blender, or off for the built-in stand-in

Exit codes: 0 done · 1 failed or cancelled · 2 invalid recipe or input · 3 waits for a person or is parked`
