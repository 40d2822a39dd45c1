// One kept result as a line of the list: its name, table, status, when and by whom, and what can be done with it. In:
// the run. Out: what was asked. Comparing and following open documents of their own.
import { Badge, Button, Checkbox } from '@fluentui/react-components'
import { ArrowSyncRegular, DataTrendingRegular, DeleteRegular, RenameRegular } from '@fluentui/react-icons'
import type { KeptRun } from '#shared/contract/production.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { openComparison, openRun, openTriangle } from './documents.ts'

const colours = { estimate: 'warning', preliminary: 'brand', official: 'success' } as const

export const RunHead = () => {
  const { t } = useTexts('production')
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="sd-visually-hidden">{t('withOther')}</span>
        </th>
        <th scope="col">{t('name')}</th>
        <th scope="col">{t('table')}</th>
        <th scope="col">{t('statusHeader')}</th>
        <th scope="col">{t('parametersHeader')}</th>
        <th scope="col">{t('origin')}</th>
        <th scope="col">{t('keptAt')}</th>
        <th scope="col" className="num">
          {t('cells')}
        </th>
        <th scope="col" className="num">
          {t('size')}
        </th>
        <th scope="col">
          <span className="sd-visually-hidden">{t('actions')}</span>
        </th>
      </tr>
    </thead>
  )
}

type Props = {
  run: KeptRun
  chosen: boolean
  readOnly: boolean
  onChoose: (on: boolean) => void
  onRename: () => void
  onRemove: () => void
}

export const RunRow = ({ run, chosen, readOnly, onChoose, onRename, onRemove }: Props) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  return (
    <tr aria-selected={chosen}>
      <td>
        <Checkbox
          aria-label={t('select', { name: run.name })}
          checked={chosen}
          onChange={(_e, d) => onChoose(d.checked === true)}
        />
      </td>
      <td>
        <button
          type="button"
          className="sd-link-button"
          onClick={() => openRun(run.id, `${run.name}: ${label(run.title)}`)}
        >
          {run.name}
        </button>
      </td>
      <td>{label(run.title)}</td>
      <td>
        <Badge appearance="tint" size="small" color={colours[run.status]}>
          {t(`status.${run.status}`)}
        </Badge>
      </td>
      <td className="pr-nowrap">{[run.period, run.territory].filter(Boolean).join(' · ')}</td>
      <td className="pr-nowrap">{t(`origins.${run.origin}`)}</td>
      <td className="sd-numeric" title={run.keptBy}>
        {format.instant(run.keptAt)}
      </td>
      <td className="num">{format.integer(run.cells)}</td>
      <td className="num">{format.bytes(run.bytes)}</td>
      <td className="pr-row-actions">
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowSyncRegular />}
          title={t('withNow')}
          aria-label={t('withNowNamed', { name: run.name })}
          onClick={() => openComparison(run.id, 'now', t('compareTitle', { before: run.name, after: t('now') }))}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DataTrendingRegular />}
          title={t('triangle')}
          aria-label={t('triangleNamed', { table: label(run.title) })}
          onClick={() => openTriangle(run.table, t('triangleNamed', { table: label(run.title) }))}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<RenameRegular />}
          disabled={readOnly}
          title={t('rename')}
          aria-label={t('renameNamed', { name: run.name })}
          onClick={onRename}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          disabled={readOnly}
          title={t('delete')}
          aria-label={t('deleteNamed', { name: run.name })}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}
