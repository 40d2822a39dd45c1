// What is set rarely, folded until it is wanted; open from the start where something of it is set. In: title, content.
// Out: nothing.
import type { ReactNode } from 'react'

export const More = ({ title, set = false, children }: { title: string; set?: boolean; children: ReactNode }) => (
  <details className="tb-more" open={set}>
    <summary>{title}</summary>
    <div className="tb-more__body">{children}</div>
  </details>
)
