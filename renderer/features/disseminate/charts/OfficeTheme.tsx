// The office's own colours: chosen for a chart, edited with a check by every kind of eye, shared as text. In:
// definition. Out: the same with a theme named; saved themes. Never a palette saved without saying which of its colours
// cannot be told apart.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import { chartLooks } from '#shared/chart/chartTheme.ts'
import { confusableColours } from '#shared/chart/palette.ts'
import type { ChartDefinition, ChartThemeDefinition } from '#shared/model/chart.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import { call, callHost } from '../../../bridge/client.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { BilingualField, CheckField, ChoiceField, TextField } from '../../../components/Field.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from '../../process/definitions/freeId.ts'

const { light } = chartLooks
const fresh = (id: string): ChartThemeDefinition => ({
  kind: 'chart_theme',
  id,
  title: { vi: 'Màu của cơ quan', en: 'Colours of the office' },
  series: light.series.slice(0, 8),
  text: light.text,
  muted: light.muted,
  axis: light.axis,
  grid: light.grid,
  background: light.background,
  patterns: false,
})

export const OfficeTheme = ({
  value,
  onChange,
}: {
  value: ChartDefinition
  onChange: (value: ChartDefinition) => void
}) => {
  const { t, label } = useTexts('charts')
  const saved = useDefinitions('chart_theme').data ?? []
  const [editing, setEditing] = useState<ChartThemeDefinition | null>(null)
  const current = saved.find((d) => d.id === value.office)?.definition
  const choose = (id: string): void => {
    const { office: _old, ...rest } = value
    onChange(id === '' ? rest : { ...rest, office: id })
  }
  return (
    <>
      <ChoiceField
        label={t('office')}
        value={value.office ?? ''}
        options={[{ value: '', label: t('noOffice') }, ...saved.map((d) => ({ value: d.id, label: label(d.title) }))]}
        onChange={choose}
      />
      <div className="ch-ways">
        <Button
          size="small"
          onClick={() =>
            setEditing(fresh(freeId({ vi: 'office theme', en: '' }, 'theme', new Set(saved.map((d) => d.id)))))
          }
        >
          {t('newOffice')}
        </Button>
        {current?.kind === 'chart_theme' && (
          <Button size="small" onClick={() => setEditing(current)}>
            {t('editOffice')}
          </Button>
        )}
      </div>
      {editing && (
        <ThemeDialog
          start={editing}
          onClose={(id) => {
            setEditing(null)
            if (id !== null) choose(id)
          }}
        />
      )}
    </>
  )
}

const ThemeDialog = ({ start, onClose }: { start: ChartThemeDefinition; onClose: (saved: string | null) => void }) => {
  const { t } = useTexts('charts')
  const [theme, setTheme] = useState(start)
  const [pasted, setPasted] = useState('')
  const confused = confusableColours(theme.series)
  const save = (): void => {
    call('definitions.save', { definition: theme }).then(() => onClose(theme.id), notifyFailure)
  }
  const take = (text: string): void => {
    setPasted(text)
    try {
      setTheme({ ...parseDefinition('chart_theme', JSON.parse(text)), id: theme.id })
      setPasted('')
    } catch {
      // Not whole yet, or no theme: the field keeps it and the colours stay.
    }
  }
  return (
    <Dialog open onOpenChange={(_e, d) => !d.open && onClose(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('officeTitle')}</DialogTitle>
          <DialogContent>
            <BilingualField
              label={t('title')}
              value={theme.title}
              onChange={(title) => setTheme({ ...theme, title })}
            />
            <p className="ch-small">{t('seriesColours')}</p>
            <div className="ch-colours">
              {theme.series.map((colour, i) => (
                <input
                  // oxlint-disable-next-line react/no-array-index-key
                  key={i}
                  type="color"
                  value={colour}
                  aria-label={t('colour', { number: i + 1 })}
                  onChange={(e) =>
                    setTheme({ ...theme, series: theme.series.map((c, j) => (j === i ? e.target.value : c)) })
                  }
                />
              ))}
            </div>
            {confused.length === 0 ? (
              <p className="ch-small">{t('coloursApart')}</p>
            ) : (
              confused.slice(0, 4).map(({ first, second, vision }) => (
                <p className="ch-warning" key={`${first}-${second}`}>
                  {t('coloursAlike', { first: first + 1, second: second + 1, vision: t(`vision.${vision}`) })}
                </p>
              ))
            )}
            <CheckField
              label={t('patterns')}
              value={theme.patterns}
              onChange={(patterns) => setTheme({ ...theme, patterns })}
            />
            <TextField label={t('pasteTheme')} value={pasted} onChange={take} />
          </DialogContent>
          <DialogActions>
            <Button
              onClick={() => void callHost('host.copyText', { text: JSON.stringify(theme) }).catch(notifyFailure)}
            >
              {t('copyTheme')}
            </Button>
            <Button onClick={() => onClose(null)}>{t('common:cancel')}</Button>
            <Button appearance="primary" onClick={save}>
              {t('definitions:save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
