// A published series pasted, or taken from a file, that compiled figures are held against. In: checks. Out: changed
// checks. Never compared in silence: figures of another kind of period are told as not comparable.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { IndicatorChecks } from '#shared/model/indicator.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import { callHost } from '../../../bridge/client.ts'
import { NumberField, TextField } from '../../../components/Field.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { pastedSeries, writtenSeries } from './model/published.ts'
import { PublishedFileDialog } from './PublishedFileDialog.tsx'

const extensions = ['xlsx', 'xls', 'ods', 'px', 'json', 'csv', 'txt', 'tsv']

type Props = { periodKind: PeriodKind; checks: IndicatorChecks; set: (part: Partial<IndicatorChecks>) => void }

export const PublishedField = ({ periodKind, checks, set }: Props) => {
  const { t } = useTexts('indicators')
  const { published } = checks
  const [text, setText] = useState(() => writtenSeries(published?.figures ?? {}))
  const [file, setFile] = useState<string | null>(null)
  const { unread } = pastedSeries(text)
  const keep = (figures: Record<string, number>, source = published?.source ?? ''): void =>
    set({
      published: Object.keys(figures).length === 0 ? undefined : { source, within: published?.within ?? 0.5, figures },
    })
  const take = (next: string): void => {
    setText(next)
    keep(pastedSeries(next).figures)
  }
  const choose = async (): Promise<void> => {
    try {
      const chosen = await callHost('host.openFile', {
        title: t('publishedFile'),
        filters: [{ name: t('publishedFiles'), extensions }],
      })
      setFile(chosen?.paths[0] ?? null)
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <>
      <TextField
        label={t('published')}
        hint={t('publishedHint')}
        value={text}
        error={unread.length > 0 ? t('unreadLines', { lines: unread.slice(0, 3).join(' · ') }) : null}
        multiline
        onChange={take}
      />
      <Button size="small" onClick={() => void choose()}>
        {t('publishedFromFile')}
      </Button>
      {published && <PublishedFacts periodKind={periodKind} published={published} set={set} />}
      {file !== null && (
        <PublishedFileDialog
          path={file}
          onClose={() => setFile(null)}
          onTake={({ figures, table }) => {
            const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
            setText(writtenSeries(figures))
            keep(figures, `${name}, ${table}`)
            setFile(null)
          }}
        />
      )}
    </>
  )
}

type Published = NonNullable<IndicatorChecks['published']>

const PublishedFacts = ({
  periodKind,
  published,
  set,
}: Pick<Props, 'periodKind' | 'set'> & { published: Published }) => {
  const { t } = useTexts('indicators')
  const periods = Object.keys(published.figures)
  const others = periods.filter((period) => parsePeriod(period)?.kind !== periodKind)
  return (
    <>
      <TextField
        label={t('publishedSource')}
        value={published.source}
        onChange={(source) => set({ published: { ...published, source } })}
      />
      <NumberField
        label={t('publishedWithin')}
        value={published.within}
        min={0}
        max={100}
        step={0.1}
        onChange={(within) => set({ published: { ...published, within } })}
      />
      <p className="sd-muted in-hint">{t('publishedCount', { count: periods.length })}</p>
      {others.length > 0 && (
        <p role="alert" className="in-hint">
          {t('publishedOtherKind', { kind: t(`periodKinds.${periodKind}`), periods: others.slice(0, 6).join(', ') })}
        </p>
      )}
    </>
  )
}
