// Writes the deliveries the bench needs: both school years, the registers, and one year of months. In: folder and
// scale. Out: files.
import { writeDemonstration } from '#engine/upkeep/demonstration/writeDemonstration.ts'

const [folder = '', scale = '1'] = process.argv.slice(2)
const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`)
const result = await writeDemonstration(folder, { scale: Number(scale), seed: 1, months })
const rows = result.files.reduce((sum, file) => sum + file.rows, 0)
process.stdout.write(
  `${JSON.stringify({ rows, bytes: result.files.reduce((sum, file) => sum + file.bytes, 0), seconds: result.seconds, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`,
)
