/** Nobody types longer words; what is longer is an attack or a slip of the clipboard. */
const LONGEST = 60;

/** How many typing mistakes a word of this form may hold: one from 5 letters, two from 9, none if it has digits. */
export function typosAllowed(form: string): number {
  if (form.length > LONGEST || /\p{N}/u.test(form)) return 0;
  return form.length >= 9 ? 2 : form.length >= 5 ? 1 : 0;
}

/** Letters to add, drop, change or swap with a neighbour until one word is the other; above `most` the answer is just `most + 1`. */
export function typoDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) least = Math.min(least, at(beforeLast, column - 2) + 1);
      current.push(least);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, other.length), most + 1);
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every word one typing mistake away from this one. */
export function oneTypoAway(form: string): string[] {
  const near = new Set<string>();
  for (let place = 0; place <= form.length; place += 1) {
    const [head, tail] = [form.slice(0, place), form.slice(place)];
    if (tail !== '') near.add(head + tail.slice(1));
    if (tail.length > 1) near.add(`${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`);
    for (const letter of LETTERS) {
      near.add(head + letter + tail);
      if (tail !== '') near.add(head + letter + tail.slice(1));
    }
  }
  near.delete(form);
  return [...near];
}

function at(numbers: readonly number[], place: number): number {
  return numbers[place] ?? Number.POSITIVE_INFINITY;
}
