// A chart or a map out of the program: to a file of any format, or to the printer. In: its definition. Out: what to
// run. Always made by the engine from the protected cube; nothing the page has drawn leaves.
import { useMemo } from 'react'
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import { callHost, runJob } from '../../../bridge/client.ts'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'

export const outputFormats = ['svg', 'png', 'pdf', 'docx', 'xlsx'] as const
export type OutputFormat = (typeof outputFormats)[number]

export type PictureOutput = { write: (format: OutputFormat, dpi?: number) => void; print: () => void }

export const usePictureOutput = (definition: ChartDefinition | MapDefinition | null): PictureOutput => {
  const { t, label, language } = useTexts('charts')
  const exportFile = useExport()
  return useMemo(() => {
    /** The handle of the page, by which the host prints what the engine made. */
    const page = async (): Promise<string> => {
      let handle = ''
      const onStart = (job: string): void => {
        handle = job
      }
      if (definition?.kind === 'chart') await runJob('chart.page', { definition, language }, { onStart })
      else if (definition) await runJob('map.page', { definition, language }, { onStart })
      return handle
    }
    const file = async (format: PictureFormat, dpi: number, path: string) => {
      const request = { language, format, dpi, path }
      return definition?.kind === 'map'
        ? runJob('map.export', { definition, ...request })
        : runJob('chart.export', { definition: definition as ChartDefinition, ...request })
    }
    return {
      write: (format, dpi = 300) => {
        if (!definition) return
        void exportFile({
          suggested: label(definition.title) || definition.id,
          kind: { extension: format, name: t(`formats.${format}`) },
          write: async (path) =>
            format === 'pdf' ? callHost('host.writePdf', { job: await page(), path }) : file(format, dpi, path),
        })
      },
      print: () => {
        const run = async (): Promise<void> => {
          try {
            await callHost('host.print', { job: await page() })
          } catch (thrown) {
            notifyFailure(thrown)
          }
        }
        void run()
      },
    }
  }, [definition, exportFile, label, language, t])
}
