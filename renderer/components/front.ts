// Whether what is drawn here is the screen in front: documents stay mounted behind it. In: set by the frame. Out: asked
// by commands.
import { createContext, useContext } from 'react'

export const Front = createContext(true)
export const useFront = (): boolean => useContext(Front)
