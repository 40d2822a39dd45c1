// Catalogue: datasets with their variables and edit rules, code lists with their versions.
// Documents: "dataset:<id>", "rules:<id>" and "list:<id>".
import type { ScreenProps } from '../../../app/screen.ts'
import { RulesPage } from '../../process/rules/RulesPage.tsx'
import { CataloguePage } from './CataloguePage.tsx'
import { CodeListPage } from './CodeListPage.tsx'
import { DatasetPage } from './DatasetPage.tsx'
import './datasets.css'

export const DatasetsScreen = ({ documentId, parameters }: ScreenProps) => {
  const [kind, id] =
    documentId === null
      ? ['', '']
      : [documentId.slice(0, documentId.indexOf(':')), documentId.slice(documentId.indexOf(':') + 1)]
  if (kind === 'dataset') return <DatasetPage dataset={id} />
  if (kind === 'rules') return <RulesPage dataset={id} />
  if (kind === 'list') return <CodeListPage list={id} parameters={parameters} />
  return <CataloguePage />
}
