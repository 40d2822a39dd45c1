// The small field that narrows a list: what is looked for stands in it and names it. In: the words. Out: what was
// typed.
import { Input } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'

type SearchFieldProps = { label: string; value: string; onChange: (value: string) => void; className?: string }

export const SearchField = ({ label, value, onChange, className }: SearchFieldProps) => (
  <Input
    size="small"
    type="search"
    {...(className === undefined ? {} : { className })}
    contentBefore={<SearchRegular />}
    aria-label={label}
    placeholder={label}
    value={value}
    onChange={(_e, d) => onChange(d.value)}
  />
)
