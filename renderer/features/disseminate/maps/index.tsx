// The maps feature: its home lists saved maps and the boundaries of the workspace; a document is one map.
import { MapRegular } from '@fluentui/react-icons'
import type { Screen } from '../../../app/screen.ts'
import { useTexts } from '../../../i18n/index.ts'
import { newMap } from '../../process/definitions/newPicture.ts'
import { PictureHome } from '../charts/PictureHome.tsx'
import { BoundaryList } from './BoundaryList.tsx'
import { MapDocument } from './MapDocument.tsx'
import '../charts/charts.css'
import './maps.css'

export const MapsScreen: Screen = (props) =>
  props.documentId === null ? (
    <MapHome active={props.active} />
  ) : (
    <MapDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const MapHome = ({ active }: { active: boolean }) => {
  const { label } = useTexts('maps')
  return (
    <PictureHome
      kind="map"
      feature="maps"
      icon={<MapRegular />}
      active={active}
      nameOf={(source) => label(source.title)}
      begin={newMap}
    >
      <BoundaryList />
    </PictureHome>
  )
}
