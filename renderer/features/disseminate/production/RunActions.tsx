// What can be done with the kept results as a whole: keep one more, compare the two that are chosen. In: which are
// chosen. Out: the same from the toolbar and from the menus.
import { BranchCompareRegular, SaveRegular } from '@fluentui/react-icons'
import type { KeptRun } from '#shared/contract/production.ts'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { openComparison } from './documents.ts'

type Pair = readonly KeptRun[]

/** Two results of one dataset. */
export const comparable = ([first, second, ...more]: Pair): boolean =>
  first !== undefined &&
  second !== undefined &&
  more.length === 0 &&
  first.definition.dataset === second.definition.dataset

type Props = { active: boolean; readOnly: boolean; pair: Pair; onKeep: () => void }

export const RunActions = ({ active, readOnly, pair, onKeep }: Props) => {
  const { t } = useTexts('production')
  const enabled = comparable(pair)
  const compare = (): void => {
    const [first, second] = pair
    if (enabled && first && second)
      openComparison(first.id, second.id, t('compareTitle', { before: first.name, after: second.name }))
  }
  const inMenu = { menu: 'data', group: 'production' } as const
  useCommand({ id: 'production.keep', title: t('keep'), ...inMenu, enabled: !readOnly, run: onKeep }, active)
  useCommand({ id: 'production.compare', title: t('withOther'), ...inMenu, enabled, run: compare }, active)
  const keeping = {
    id: 'keep',
    label: t('keep'),
    icon: <SaveRegular />,
    primary: true,
    disabled: readOnly,
    run: onKeep,
  }
  const comparing = {
    id: 'compare',
    label: t('withOther'),
    icon: <BranchCompareRegular />,
    disabled: !enabled,
    run: compare,
  }
  return <Toolbar label={t('runs')} items={[keeping, comparing]} />
}
