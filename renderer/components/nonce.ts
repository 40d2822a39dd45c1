// The nonce of this page's style policy, put into the page by the host; undefined where none is enforced (tests).
export const styleNonce = (): string | undefined => {
  const content = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content
  return content && !content.startsWith('__') ? content : undefined
}
