// A figure over runs: each reference period as each kept run told it, and how far figures were revised.
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ArrowExportRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useState } from 'react'
import { runJob } from '../../../bridge/client.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { Revisions } from './Revisions.tsx'

export const TriangleDocument = ({ table }: { table: string }) => {
  const { t, label } = useTexts('production')
  const exportFile = useExport()
  const job = useJob('runs.triangle')
  const [measure, setMeasure] = useState<string | undefined>(undefined)
  const [address, setAddress] = useState<Record<string, string>>({})
  const request = useMemo(
    () => ({ table, address, ...(measure === undefined ? {} : { measure }) }),
    [table, address, measure],
  )
  const { start } = job
  useEffect(() => {
    void start(request)
  }, [start, request])
  const triangle = job.result
  const write = (): void =>
    void exportFile({
      suggested: triangle ? label(triangle.cube.title) : table,
      kind: { extension: 'xlsx', name: t('tables:formats.xlsx') },
      write: (path) => runJob('runs.publishTriangle', { ...request, path, format: 'xlsx' }),
    })
  return (
    <ScreenLayout
      title={triangle ? label(triangle.cube.title) : t('triangle')}
      toolbar={
        <Toolbar
          label={t('triangle')}
          items={[
            { id: 'export', label: t('exportTriangle'), icon: <ArrowExportRegular />, disabled: !triangle, run: write },
          ]}
        />
      }
    >
      {job.running && !triangle && (
        <div className="sd-pad">
          <ProgressBar job={job.progress} onCancel={job.cancel} />
        </div>
      )}
      {job.failure && (
        <div className="sd-pad">
          <ErrorPanel failure={job.failure} onRetry={() => void start(request)} />
        </div>
      )}
      {triangle && (
        <>
          <div className="pr-choices">
            {triangle.measures.length > 1 && (
              <ChoiceField
                label={t('measure')}
                value={triangle.measure}
                options={triangle.measures.map((m) => ({ value: m.id, label: label(m.label) }))}
                onChange={setMeasure}
              />
            )}
            {triangle.dimensions.map((d) => (
              <ChoiceField
                key={d.id}
                label={label(d.label)}
                value={d.chosen}
                options={d.categories.map((c) => ({ value: c.key, label: label(c.label) }))}
                onChange={(key) => setAddress({ ...address, [d.id]: key })}
              />
            ))}
          </div>
          {triangle.runs.length < 2 && (
            <div className="sd-pad">
              <MessageBar>
                <MessageBarBody>{t('needTwo')}</MessageBarBody>
              </MessageBar>
            </div>
          )}
          <div className="pr-grid">
            <CubeGrid cube={triangle.cube} layers={[]} label={label(triangle.cube.title)} />
          </div>
          {triangle.runs.length > 1 && <Revisions triangle={triangle} />}
        </>
      )}
    </ScreenLayout>
  )
}
