// Numbers places in order of arrival: a plain array where places are few, open addressing in typed arrays where they
// are many. In: places as whole numbers below 2^53. Out: 0, 1, 2, … for each new one. Never an object per place.

/** Below this many places an array of all of them costs less than finding them. */
const densePlaces = 8_000_000

export type PlaceIndex = {
  /** The number of a place, a new one where it has none. */
  at(place: number): number
  /** The number of a place, −1 where it has none. */
  find(place: number): number
  size(): number
  /** Places in order of arrival. */
  places(): Float64Array | Uint32Array
}

const denseIndex = (places: number): PlaceIndex => {
  const numbers = new Int32Array(places)
  let keys = new Uint32Array(Math.min(places, 1024))
  let size = 0
  return {
    at: (place) => {
      const known = numbers[place] as number
      if (known > 0) return known - 1
      if (size === keys.length) {
        const wider = new Uint32Array(Math.min(places, size * 2))
        wider.set(keys)
        keys = wider
      }
      keys[size] = place
      numbers[place] = ++size
      return size - 1
    },
    find: (place) => (numbers[place] ?? 0) - 1,
    size: () => size,
    places: () => keys.slice(0, size),
  }
}

/** Spreads neighbouring places; the multiplier is odd and near 2^32 / golden ratio. */
const slotOf = (place: number, mask: number): number => {
  const low = place % 4294967296
  const mixed = Math.imul(low ^ Math.imul((place - low) / 4294967296, 0x85ebca6b), 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) & mask
}

/** Half the room while every place fits. */
const roomFor = (places: number, count: number): Float64Array | Uint32Array =>
  places <= 2 ** 32 ? new Uint32Array(count) : new Float64Array(count)

const sparseIndex = (places: number): PlaceIndex => {
  let capacity = 4096
  let slots = new Int32Array(capacity)
  let keys = roomFor(places, capacity / 2)
  let size = 0
  const grow = (): void => {
    capacity *= 2
    slots = new Int32Array(capacity)
    const wider = roomFor(places, capacity / 2)
    wider.set(keys)
    keys = wider
    const mask = capacity - 1
    for (let i = 0; i < size; i++) {
      let slot = slotOf(keys[i] as number, mask)
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = i + 1
    }
  }
  const find = (place: number): number => {
    const mask = capacity - 1
    let slot = slotOf(place, mask)
    for (let known = slots[slot] as number; known !== 0; known = slots[slot] as number) {
      if (keys[known - 1] === place) return known - 1
      slot = (slot + 1) & mask
    }
    return -1 - slot
  }
  return {
    at: (place) => {
      let found = find(place)
      if (found >= 0) return found
      if (size === keys.length) {
        grow()
        found = find(place)
      }
      slots[-1 - found] = size + 1
      keys[size] = place
      return size++
    },
    find: (place) => Math.max(-1, find(place)),
    size: () => size,
    places: () => keys.slice(0, size),
  }
}

/** An index for places 0 … places − 1. */
export const placeIndex = (places: number): PlaceIndex =>
  places <= densePlaces ? denseIndex(places) : sparseIndex(places)
