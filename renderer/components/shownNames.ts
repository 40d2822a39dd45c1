// Names people read in the place of what the program calls things. In: a subject or a version. Out: its name; what a
// workspace named itself stays as it is. Never a key of a dictionary.
import type { Translate } from '../i18n/index.ts'

export const subjectName = (t: Translate, subject: string): string =>
  t(`explore:subject.${subject}`, { defaultValue: subject })

export const versionName = (t: Translate, version: string): string =>
  version === 'current' ? t('datasets:currentVersion') : version
