// Categories put together by hand: the groups, and all categories of the variable with the group each is in. In: the
// draft. Out: the changed draft. Drag a category onto another or into a group; or choose with Space and press G.
import { Button } from '@fluentui/react-components'
import { GroupRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { Bilingual } from '#shared/model/text.ts'
import { BilingualField, ChoiceField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { CategoryList } from '../inspector/CategoryList.tsx'
import { groupOf, groupTogether, renameGroup, ungroup } from '../model/grouping.ts'
import type { Recode } from '../model/grouping.ts'
import { labelOfKey } from '../model/categories.ts'
import type { ListedCategory } from '../model/categories.ts'
import type { Builder } from '../useBuilder.ts'
import { GroupCard } from './GroupCard.tsx'
import { useCategoryCounts } from './useVariablePreview.ts'

type RestProps = { variable: Recode; onChange: (variable: Recode) => void }

/** What becomes of the categories in no group. */
const RestChoice = ({ variable, onChange }: RestProps) => {
  const { t } = useTexts('tables')
  return (
    <>
      <ChoiceField
        label={t('rest')}
        value={variable.rest}
        options={(['keep', 'others', 'missing'] as const).map((value) => ({ value, label: t(`rests.${value}`) }))}
        onChange={(rest) => onChange({ ...variable, rest })}
      />
      {variable.rest === 'others' && (
        <BilingualField
          label={t('othersLabel')}
          value={variable.othersLabel ?? { vi: 'Khác', en: 'Others' }}
          onChange={(othersLabel) => onChange({ ...variable, othersLabel })}
        />
      )}
    </>
  )
}

export const RecodeEditor = ({
  builder,
  variable,
  onChange,
}: {
  builder: Builder
  variable: Recode
  onChange: (variable: Recode) => void
}) => {
  const { t, label, language } = useTexts('tables')
  const { definition, lists, fields } = builder
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const { value, running } = useCategoryCounts(definition, variable.of, variable.level, variable.id)
  const versions = useMemo(
    () => lists.get(fields.get(variable.of)?.variable.codeList ?? '') ?? [],
    [lists, fields, variable.of],
  )
  const categories = useMemo((): ListedCategory[] => {
    const seen = value ?? []
    const known = new Set(seen.map((c) => c.key))
    // Members that occur nowhere in the data stay in sight: they do no harm, and can be taken out.
    const absent = variable.groups.flatMap((g) => g.members).filter((key) => !known.has(key))
    return [
      ...seen,
      ...absent.map((key) => ({
        key,
        code: key.split('@')[0] ?? key,
        label: labelOfKey(key, versions, undefined),
        records: 0,
      })),
    ]
  }, [value, variable.groups, versions])
  const byKey = new Map(categories.map((c) => [c.key, c]))
  const named = (keys: readonly string[]) =>
    keys.map((key) => ({
      key,
      label: byKey.get(key)?.label ?? variable.groups.find((g) => g.code === key)?.label ?? { vi: key, en: key },
    }))
  const together = (keys: readonly string[]): void => {
    // Dropped on a member of a group, they join that group.
    const onto = groupOf(variable, keys.at(-1) ?? '')
    onChange(groupTogether(variable, named(onto ? [onto.code, ...keys] : keys)))
    setChosen(new Set())
  }
  const recordsOf = (members: readonly string[]): number =>
    members.reduce((sum, key) => sum + (byKey.get(key)?.records ?? 0), 0)
  const rename = (code: string, old: Bilingual, text: string): void =>
    onChange(
      renameGroup(variable, code, {
        ...old,
        [language]: text,
        ...(old.vi === old.en || old[language === 'vi' ? 'en' : 'vi'] === ''
          ? { [language === 'vi' ? 'en' : 'vi']: text }
          : {}),
      }),
    )
  return (
    <>
      <Section title={t('groups', { count: variable.groups.length })}>
        {variable.groups.length === 0 && <p className="sd-muted tb-small">{t('noGroups')}</p>}
        {variable.groups.map((group) => (
          <GroupCard
            key={group.code}
            group={group}
            records={recordsOf(group.members)}
            nameOf={(key) => byKey.get(key)?.label ?? labelOfKey(key, versions, undefined)}
            onJoin={(keys) => onChange(groupTogether(variable, named([group.code, ...keys])))}
            onRename={(text) => rename(group.code, group.label, text)}
            onTakeOut={(keys) => onChange(ungroup(variable, keys))}
          />
        ))}
      </Section>
      <Section title={t('categories', { count: categories.length })}>
        <CategoryList
          label={t('categories', { count: categories.length })}
          categories={categories}
          chosen={chosen}
          onChoose={setChosen}
          height={280}
          onDropOnto={(keys, onto) => together([...keys, onto])}
          muted={(c) => groupOf(variable, c.key) !== undefined}
          renderExtra={(c) => {
            const group = groupOf(variable, c.key)
            return group ? <span className="tb-category__group">{label(group.label)}</span> : null
          }}
          onKey={(event) => {
            if (event.key.toLowerCase() === 'g' && !event.ctrlKey) {
              if (chosen.size > 0) together([...chosen])
              return true
            }
            if (event.key === 'Delete') {
              onChange(ungroup(variable, [...chosen]))
              return true
            }
            return false
          }}
        />
        {running && categories.length === 0 && <p className="sd-muted tb-small">{t('running')}</p>}
        <div className="tb-buttons">
          <Button
            size="small"
            appearance="primary"
            icon={<GroupRegular />}
            disabled={chosen.size === 0}
            onClick={() => together([...chosen])}
          >
            {t('groupChosen', { count: chosen.size })}
          </Button>
          <Button
            size="small"
            disabled={![...chosen].some((key) => groupOf(variable, key))}
            onClick={() => onChange(ungroup(variable, [...chosen]))}
          >
            {t('takeOutChosen')}
          </Button>
        </div>
        <p className="sd-muted tb-small">{t('groupKeys')}</p>
      </Section>
      <RestChoice variable={variable} onChange={onChange} />
    </>
  )
}
