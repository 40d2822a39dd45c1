// One group of a variable put together by hand: its name, its members, its records. In: the group. Out: a new name,
// members in and out.
import { Button, Input } from '@fluentui/react-components'
import { DismissRegular, SubtractCircleRegular } from '@fluentui/react-icons'
import { formatInteger } from '#shared/format/number.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { categoriesDrag } from '../drag.ts'
import type { Recode } from '../model/grouping.ts'

const mostMembers = 60

type Props = {
  group: Recode['groups'][number]
  records: number
  nameOf: (key: string) => Bilingual
  onJoin: (keys: string[]) => void
  onRename: (text: string) => void
  onTakeOut: (keys: string[]) => void
}

export const GroupCard = ({ group, records, nameOf, onJoin, onRename, onTakeOut }: Props) => {
  const { t, label, language } = useTexts('tables')
  return (
    <div
      className="tb-group"
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(categoriesDrag)) event.preventDefault()
      }}
      onDrop={(event) => {
        const text = event.dataTransfer.getData(categoriesDrag)
        if (text === '') return
        event.preventDefault()
        onJoin(JSON.parse(text) as string[])
      }}
    >
      <div className="tb-group__head">
        <Input
          size="small"
          value={group.label[language]}
          aria-label={t('groupName')}
          onChange={(_e, d) => onRename(d.value)}
        />
        <span className="tb-category__count">{formatInteger(records, language)}</span>
        <Button
          size="small"
          appearance="subtle"
          icon={<SubtractCircleRegular />}
          aria-label={t('dissolveGroup', { name: label(group.label) })}
          title={t('dissolveGroup', { name: label(group.label) })}
          onClick={() => onTakeOut([group.code])}
        />
      </div>
      <ul className="tb-group__members">
        {group.members.slice(0, mostMembers).map((key) => (
          <li key={key}>
            {label(nameOf(key))}
            <button
              type="button"
              className="tb-chip__remove"
              aria-label={t('takeOut', { name: label(nameOf(key)) || key })}
              onClick={() => onTakeOut([key])}
            >
              <DismissRegular />
            </button>
          </li>
        ))}
        {group.members.length > mostMembers && <li>+ {group.members.length - mostMembers}</li>}
      </ul>
    </div>
  )
}
