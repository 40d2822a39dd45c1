// Every text of the page in Vietnamese and English, one file per feature and language: {vi,en}/<feature>.ts exporting
// `texts`. In: a namespace. Out: t() and label(). Never a number or date format (see useFormat).
import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Bilingual, Language } from '#shared/model/text.ts'

export type Texts = { [key: string]: string | Texts }
type TextModule = { texts: Texts }

const modules = import.meta.glob<TextModule>('./{vi,en}/*.ts', { eager: true })

/** resources[language][feature], from whatever files exist. */
export const resources = (): Record<Language, Record<string, Texts>> => {
  const all: Record<Language, Record<string, Texts>> = { vi: {}, en: {} }
  for (const [path, module] of Object.entries(modules)) {
    const found = /\.\/(vi|en)\/(\w+)\.ts$/.exec(path)
    if (found?.[2]) all[found[1] as Language][found[2]] = module.texts
  }
  return all
}

export const startI18n = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: resources(),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

export const changeLanguage = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export type Translate = (key: string, values?: Record<string, unknown>) => string

/** t('title') of the namespace, t('common:save') of another; label() picks the language of a bilingual text. */
export const useTexts = (
  namespace = 'common',
): { t: Translate; language: Language; label: (text: Bilingual | null | undefined) => string } => {
  const { t, i18n } = useTranslation(namespace)
  const language: Language = i18n.language === 'en' ? 'en' : 'vi'
  return useMemo(
    () => ({ t: t as unknown as Translate, language, label: (text) => text?.[language] ?? '' }),
    [t, language],
  )
}
