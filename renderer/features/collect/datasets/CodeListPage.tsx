// One code list: choose a version by its dates, search its items without accents.
import { foldText } from '#shared/format/foldText.ts'
import { useMemo, useState } from 'react'
import type { DocumentParameters } from '../../../app/workbench.ts'
import { useCodeList } from '../../../bridge/queries.ts'
import { DataGrid } from '../../../components/DataGrid.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { versionName } from '../../../components/shownNames.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

type Item = { code: string; vi: string; en: string; level: string; parent: string }

export const CodeListPage = ({ list, parameters }: { list: string; parameters: DocumentParameters }) => {
  const { t, label } = useTexts('datasets')
  const format = useFormat()
  const versions = useCodeList(list)
  const [version, setVersion] = useState(typeof parameters['version'] === 'string' ? parameters['version'] : '')
  const [query, setQuery] = useState(typeof parameters['code'] === 'string' ? parameters['code'] : '')
  const all = useMemo(() => versions.data ?? [], [versions.data])
  const shown = all.find((v) => v.version === version) ?? all.at(-1)
  const rows = useMemo((): Item[] => {
    const words = foldText(query).split(/\s+/).filter(Boolean)
    const levels = new Map((shown?.levels ?? []).map((l) => [l.id, label(l.label)]))
    return (shown?.items ?? [])
      .map((item) => ({
        code: item.code,
        vi: item.label.vi,
        en: item.label.en,
        level: levels.get(item.level) ?? item.level,
        parent: item.parent ?? '',
      }))
      .filter((item) => words.every((word) => foldText(`${item.code} ${item.vi} ${item.en}`).includes(word)))
  }, [shown, query, label])
  const columns = useMemo(
    () => [
      { field: 'code' as const, headerName: t('code'), width: 120 },
      { field: 'vi' as const, headerName: t('vi'), flex: 2, minWidth: 200, tooltipField: 'vi' as const },
      { field: 'en' as const, headerName: t('en'), flex: 2, minWidth: 200, tooltipField: 'en' as const },
      { field: 'level' as const, headerName: t('level'), width: 160 },
      { field: 'parent' as const, headerName: t('parent'), width: 120 },
    ],
    [t],
  )
  const dates = (from: string | null, to: string | null): string =>
    from === null && to === null ? t('always') : `${from ? format.date(from) : '…'} – ${to ? format.date(to) : '…'}`
  if (versions.error)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={versions.error.value} />
      </div>
    )
  return (
    <ScreenLayout
      title={label(shown?.label) || list}
      footer={
        <span className="sd-numeric">
          {t('itemsOf', { items: format.integer(rows.length), total: format.integer(shown?.items.length ?? 0) })}
        </span>
      }
    >
      <div className="sd-list__tools">
        <ChoiceField
          label={t('version')}
          value={shown?.version ?? ''}
          onChange={setVersion}
          options={all.map((v) => ({
            value: v.version,
            label: `${versionName(t, v.version)} (${dates(v.validFrom, v.validTo)})`,
          }))}
        />
        <TextField
          label={t('common:search')}
          type="search"
          value={query}
          onChange={setQuery}
          placeholder={t('searchHint')}
        />
      </div>
      <DataGrid<Item> copies label={label(shown?.label) || list} rowData={rows} columnDefs={columns} />
    </ScreenLayout>
  )
}
