// Where several versions of a classification stand side by side: the proposal to recode them to the current one. In:
// builder, cube. Out: one edit that can be undone. Never recoded without being asked.
import { Button } from '@fluentui/react-components'
import { WarningRegular } from '@fluentui/react-icons'
import type { Cube } from '#shared/model/cube.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { BuilderState } from './useBuilder.ts'

/** Dimensions whose categories come from more than one version of their list. */
const mixed = (cube: Cube): Cube['dimensions'] =>
  cube.dimensions.filter(
    ({ categories, codeList }) =>
      codeList !== null &&
      new Set(categories.flatMap((c) => (c.kind === 'value' && c.version !== undefined ? [c.version] : []))).size > 1,
  )

export const VersionProposal = ({ builder, cube }: { builder: BuilderState; cube: Cube }) => {
  const { t, label } = useTexts('tables')
  const found = mixed(cube)
  if (builder.definition.classification !== 'as_then' || found.length === 0) return null
  const territory = found.every(({ codeList }) => /province|district|commune|territor/.test(codeList ?? ''))
  return (
    <span
      className="tb-warn tb-period__warning"
      title={t('versions.why', { names: found.map((d) => label(d.label)).join(', ') })}
    >
      <WarningRegular aria-hidden="true" />
      {t('versions.mixed', { name: label(found[0]?.label) })}
      <Button
        size="small"
        appearance="subtle"
        onClick={() => builder.edit({ type: 'setOptions', change: { classification: 'as_now' } })}
      >
        {t(territory ? 'versions.currentTerritory' : 'versions.current')}
      </Button>
    </span>
  )
}
