// What filling told: how many cells, where the file is, and what differs, by kind; copied as a table.
// In: the engine's result. Out: the same on screen and on the clipboard. Never a file opened by itself.
import { Badge, Button, MessageBar, MessageBarBody, ToggleButton } from '@fluentui/react-components'
import { CopyRegular, FolderOpenRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { AdoptFillResult } from '#shared/contract/adopt.ts'
import { callHost } from '../../../bridge/client.ts'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { differenceCounts, differenceRow, differencesText } from './model/differences.ts'
import type { DifferenceKind } from './model/differences.ts'

const firstRows = 500

const DifferenceTable = ({ rows }: { rows: ReturnType<typeof differenceRow>[] }) => {
  const { t } = useTexts('adopt')
  const format = useFormat()
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('kind')}</th>
          <th scope="col">{t('cell')}</th>
          <th scope="col">{t('place')}</th>
          <th scope="col" className="num">
            {t('was')}
          </th>
          <th scope="col" className="num">
            {t('now')}
          </th>
          <th scope="col" className="num">
            %
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r, i) => (
          <tr key={i}>
            <td className="ad-nowrap">{t(`kinds.${r.kind}`)}</td>
            <td className="sd-mono">{r.cell}</td>
            <td>{r.place}</td>
            <td className={r.kind === 'figure' ? 'num' : ''}>{r.was}</td>
            <td className={r.kind === 'figure' || r.kind === 'missing' ? 'num' : ''}>{r.now}</td>
            <td className="num">{r.relative === null ? '' : format.percent(r.relative)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const ResultView = ({ result, stale }: { result: AdoptFillResult; stale: boolean }) => {
  const { t, language } = useTexts('adopt')
  const format = useFormat()
  const [kind, setKind] = useState<DifferenceKind | null>(null)
  const [all, setAll] = useState(false)
  const counts = useMemo(() => differenceCounts(result.differences), [result])
  const rows = useMemo(
    () =>
      counts.flatMap((c) => result.differences.filter((d) => d.kind === c.kind)).map((d) => differenceRow(d, language)),
    [counts, result, language],
  )
  const filtered = kind === null ? rows : rows.filter((r) => r.kind === kind)
  const shown = all ? filtered : filtered.slice(0, firstRows)
  const kindName = (of: DifferenceKind): string => t(`kinds.${of}`)
  const headings = [t('kind'), t('cell'), t('place'), t('was'), t('now')]
  const copy = async (): Promise<void> => {
    const { tsv, html } = differencesText(filtered, headings, kindName, language)
    await callHost('host.copyText', { text: tsv, html })
    notify({ intent: 'info', text: t('copiedRows', { count: filtered.length }) })
  }
  return (
    <div className="ad-result">
      {stale && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('stale')}</MessageBarBody>
        </MessageBar>
      )}
      <MessageBar
        intent={
          result.blank > 0 || counts.some((c) => c.kind === 'label' || c.kind === 'missing') ? 'warning' : 'success'
        }
        layout="multiline"
      >
        <MessageBarBody>
          <b>
            {t('filled', {
              filled: format.integer(result.filled),
              period: format.period(result.period),
              sheet: result.sheet,
              mode: t(`done.${result.mode}`),
            })}
          </b>{' '}
          {result.blank > 0 && `${t('blank', { count: result.blank })} `}
          {result.compared > 0
            ? t('agreeing', { agreeing: format.integer(result.agreeing), compared: format.integer(result.compared) })
            : t('notCompared')}
        </MessageBarBody>
      </MessageBar>
      <div className="ad-result__file">
        <Button
          size="small"
          icon={<FolderOpenRegular />}
          onClick={() => void callHost('host.showInFolder', { path: result.path }).catch(() => undefined)}
        >
          {t('common:showInFolder')}
        </Button>
        <span className="sd-muted sd-mono sd-path">
          {result.path} ({format.bytes(result.bytes)}, {format.duration(result.seconds)})
        </span>
      </div>
      {counts.length === 0 ? (
        <p>{t('noDifferences')}</p>
      ) : (
        <>
          <div className="ad-kinds" role="group" aria-label={t('differences')}>
            <ToggleButton size="small" checked={kind === null} onClick={() => setKind(null)}>
              {t('common:all')}{' '}
              <Badge size="small" appearance="tint" color="informative">
                {format.integer(rows.length)}
              </Badge>
            </ToggleButton>
            {counts.map((c) => (
              <ToggleButton
                key={c.kind}
                size="small"
                checked={kind === c.kind}
                title={t(`kindHints.${c.kind}`)}
                onClick={() => setKind(c.kind)}
              >
                {kindName(c.kind)}{' '}
                <Badge size="small" appearance="tint" color="informative">
                  {format.integer(c.count)}
                </Badge>
              </ToggleButton>
            ))}
            <Button size="small" className="ad-kinds__copy" icon={<CopyRegular />} onClick={() => void copy()}>
              {t('copyList')}
            </Button>
          </div>
          {kind !== null && <p className="sd-muted ad-kinds__hint">{t(`kindHints.${kind}`)}</p>}
          <div className="ad-result__list" tabIndex={0} role="region" aria-label={t('differences')}>
            <DifferenceTable rows={shown} />
            {shown.length < filtered.length && (
              <Button size="small" onClick={() => setAll(true)}>
                {t('showAllRows', { shown: firstRows, all: format.integer(filtered.length) })}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}
