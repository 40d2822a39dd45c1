// A title to be filled for each territory and period, as it stands in a list. In: "Tờ số liệu {territory}". Out: "Tờ số
// liệu".
export const plainTitle = (title: string): string => title.replace(/\s*\{\w+\}/g, '').trim()
