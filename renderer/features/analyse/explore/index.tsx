// Explore: any dataset row by row. A document is a dataset, or the records behind a cell (parameters.drill with the
// dataset's id).
import { useDataset } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import type { ScreenProps } from '../../../app/screen.ts'
import { DatasetView } from './DatasetView.tsx'
import './explore.css'
import { ExploreHome } from './ExploreHome.tsx'
import type { DrillRequest } from './useView.ts'

const Document = ({
  documentId,
  tabId,
  parameters,
  active,
}: { documentId: string; tabId: string } & Pick<ScreenProps, 'parameters' | 'active'>) => {
  const drill = (parameters['drill'] ?? null) as DrillRequest | null
  const dataset = drill ? drill.definition.dataset : documentId
  const detail = useDataset(dataset)
  if (detail.error)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={detail.error.value} />
      </div>
    )
  return detail.data ? (
    <DatasetView detail={detail.data} tabId={tabId} parameters={parameters} active={active} drill={drill} />
  ) : null
}

export const ExploreScreen = ({ documentId, tabId, parameters, active }: ScreenProps) =>
  documentId === null || tabId === null ? (
    <ExploreHome />
  ) : (
    <Document documentId={documentId} tabId={tabId} parameters={parameters} active={active} />
  )
