import { hostConformance } from '@segue/engine/conformance'
import { describe } from 'vitest'
import { createSqliteTestHost } from './testHost.ts'

describe('the SQLite host', () => hostConformance(createSqliteTestHost))
