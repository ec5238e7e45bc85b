import type { Document, Filter } from 'mongodb';

import type { Asked, Bound, Order } from './conditions.ts';
import { pathOf, type Stored } from './mongo-document.ts';
import type { IndexedFields } from './shapes.ts';

/** The conditions as a filter. Every value stands behind an operator of ours, so none can be read as one. */
export function toFilter(fields: IndexedFields, asked: readonly Asked[]): Filter<Stored> {
  return Object.fromEntries(asked.map((one) => [pathOf(one.field), toOperators(one, fields.lists.has(one.field))]));
}

/** The sort as MongoDB wants it. */
export function toSort(order: Order): [string, 1 | -1][] {
  return order.sort.map(([field, direction]) => [pathOf(field), direction]);
}

function toOperators(asked: Asked, isList: boolean): Document {
  switch (asked.kind) {
    case 'equals':
      return { $eq: asked.value };
    case 'in':
      return { $in: [...asked.values] };
    case 'range': {
      const bounds = toBounds(asked.bounds);
      // Else one member could lie above the lower bound and another one below the upper.
      return isList ? { $elemMatch: bounds } : bounds;
    }
  }
}

function toBounds(bounds: readonly Bound[]): Document {
  return Object.fromEntries(bounds.map(([operator, value]) => [`$${operator}`, value]));
}
