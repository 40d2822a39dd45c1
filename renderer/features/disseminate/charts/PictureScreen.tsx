// The screen of an open chart or map: toolbar and ways out above, failure and wait in the middle until there is a cube
// to draw. In: the picture, its title, what draws it. Out: a screen.
import { Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Cube } from '#shared/model/cube.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { OutputMenu } from './OutputMenu.tsx'
import type { Picture } from './usePicture.tsx'

export type PictureScreenProps = {
  picture: Picture
  title: string
  /** Buttons after those every picture has. */
  tools?: ToolbarItem[]
  inspector: ReactNode
  children: (cube: Cube) => ReactNode
}

export const PictureScreen = ({ picture, title, tools = [], inspector, children }: PictureScreenProps) => {
  const { t } = useTexts(picture.feature)
  const { cube, failure, pending, again } = picture.answer
  return (
    <ScreenLayout
      title={title}
      toolbar={
        <Toolbar label={t('toolbar')} items={[...picture.items, ...tools]}>
          <OutputMenu output={picture.output} disabled={!cube} />
        </Toolbar>
      }
      inspector={inspector}
    >
      <div className="ch-document">
        {failure && <ErrorPanel failure={failure} onRetry={again} />}
        {!cube && pending && (
          <div className="sd-pad">
            <Spinner size="small" label={t('computing')} />
          </div>
        )}
        {cube && <StaleLinks provenance={cube.provenance} />}
        {cube && children(cube)}
      </div>
    </ScreenLayout>
  )
}
