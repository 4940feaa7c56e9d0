import { constants, DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../store/database.ts'

/**
 * Opens a store and dies in the middle of bringing it to the newest schema, at the n-th thing that a migration does:
 * `node dyingMigration.ts FILE N`. Says how many there were when it got through.
 */
const [file = '', at = ''] = process.argv.slice(2)
let done = 0
const exec = DatabaseSync.prototype.exec
DatabaseSync.prototype.exec = function (sql) {
  this.setAuthorizer(() => {
    if (this.isTransaction) done += 1
    if (done === Number(at)) {
      process.kill(process.pid, 'SIGKILL')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    return constants.SQLITE_OK
  })
  exec.call(this, sql)
  this.setAuthorizer(null)
}
openDatabase(file).close()
console.log(done)
