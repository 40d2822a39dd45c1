// The help panel.
export const texts = { title: 'Help', keys: 'Shortcuts on this screen' }
