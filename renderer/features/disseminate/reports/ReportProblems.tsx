// What could not be filled, with a way to the block: until it is mended the report is neither printed nor written.
// In: the problems. Out: the block to look at.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { ReportProblem } from '#shared/contract/reports.ts'
import { useTexts } from '../../../i18n/index.ts'

const shown = 5
type Props = { problems: readonly ReportProblem[]; onSelect: (block: number | null) => void }

export const ReportProblems = ({ problems, onSelect }: Props) => {
  const { t, label } = useTexts('reports')
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {t('problems', { count: problems.length })}
        <ul className="rp-problems">
          {problems.slice(0, shown).map((problem, i) => (
            <li key={i}>
              {label(problem.text)}{' '}
              <Button
                size="small"
                appearance="transparent"
                onClick={() => onSelect(problem.block < 0 ? null : problem.block)}
              >
                {t('goToBlock', { place: problem.block + 1 })}
              </Button>
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}
