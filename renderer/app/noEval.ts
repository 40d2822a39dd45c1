// zod compiles its parsers with `new Function` where it may; the page's policy forbids that, and the attempt alone is a
// violation. Imported first of all modules.
import { config } from 'zod'

config({ jitless: true })
