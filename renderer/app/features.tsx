// The features of the rail, in its order: icon, and the screen loaded when first shown.
// A feature is a folder: renderer/features/<phase>/<id>/index.tsx exporting <Id>Screen.
import {
  BookDatabaseRegular,
  BoxMultipleRegular,
  BranchRegular,
  ChartMultipleRegular,
  ClipboardTaskListLtrRegular,
  DataTrendingRegular,
  DatabaseSearchRegular,
  DocumentTableArrowRightRegular,
  DocumentTextRegular,
  HomeRegular,
  LibraryRegular,
  MailInboxRegular,
  MapRegular,
  SettingsRegular,
  TableRegular,
} from '@fluentui/react-icons'
import { lazy } from 'react'
import type { ReactElement } from 'react'
import { Failure } from '#shared/model/failure.ts'
import type { Screen } from './screen.ts'
import { featureIds } from './workbench.ts'
import type { FeatureId } from './workbench.ts'

export type Feature = { id: FeatureId; icon: ReactElement; screen: Screen }

const icons: Record<FeatureId, ReactElement> = {
  overview: <HomeRegular />,
  deliveries: <MailInboxRegular />,
  datasets: <BookDatabaseRegular />,
  links: <BranchRegular />,
  explore: <DatabaseSearchRegular />,
  tables: <TableRegular />,
  indicators: <DataTrendingRegular />,
  charts: <ChartMultipleRegular />,
  maps: <MapRegular />,
  reports: <DocumentTextRegular />,
  production: <BoxMultipleRegular />,
  audit: <ClipboardTaskListLtrRegular />,
  settings: <SettingsRegular />,
  library: <LibraryRegular />,
  adopt: <DocumentTableArrowRightRegular />,
}

const modules = import.meta.glob<Record<string, Screen>>('../features/*/*/index.tsx')

const screenOf = (id: FeatureId): Screen =>
  lazy(async () => {
    const path = Object.keys(modules).find((name) => name.endsWith(`/${id}/index.tsx`))
    const module = path === undefined ? undefined : await modules[path]?.()
    const screen = module?.[`${id[0]?.toUpperCase()}${id.slice(1)}Screen`]
    if (!screen)
      throw new Failure({ code: 'UNEXPECTED', facts: {}, detail: `features/${id}/index.tsx exports no screen` })
    return { default: screen }
  })

export const features: readonly Feature[] = featureIds.map((id) => ({ id, icon: icons[id], screen: screenOf(id) }))
