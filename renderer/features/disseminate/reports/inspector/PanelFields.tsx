// Large figures side by side: a label and a live figure each, at most six. In: the block. Out: a changed one.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import type { ReportBlock } from '#shared/model/report.ts'
import { BilingualField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { newFigure } from '../model/blocks.ts'
import { FigureFields } from './FigureFields.tsx'

type Panel = Extract<ReportBlock, { type: 'panel' }>
type Props = { block: Panel; onChange: (block: Panel, mergeKey?: string) => void }
const most = 6

export const PanelFields = ({ block, onChange }: Props) => {
  const { t } = useTexts('reports')
  const change = (at: number, item: Panel['items'][number], mergeKey?: string): void =>
    onChange({ ...block, items: block.items.map((own, i) => (i === at ? item : own)) }, mergeKey)
  const add = (): void => {
    const last = block.items.at(-1)
    if (!last) return
    const figure = newFigure(
      block.items.map((item) => item.figure),
      last.figure.source,
    )
    onChange({ ...block, items: [...block.items, { label: { vi: 'Chỉ tiêu', en: 'Figure' }, figure }] })
  }
  return (
    <>
      {block.items.map((item, at) => (
        <fieldset key={item.figure.id} className="rp-figure">
          <legend>{at + 1}</legend>
          <BilingualField
            label={t('panelLabel')}
            value={item.label}
            onChange={(text) => change(at, { ...item, label: text }, `label${at}`)}
          />
          <FigureFields value={item.figure} onChange={(figure) => change(at, { ...item, figure })} />
          {block.items.length > 1 && (
            <Button
              size="small"
              icon={<DeleteRegular />}
              onClick={() => onChange({ ...block, items: block.items.filter((_, i) => i !== at) })}
            >
              {t('figure.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <Button size="small" icon={<AddRegular />} disabled={block.items.length >= most} onClick={add}>
        {t('figure.add')}
      </Button>
    </>
  )
}
