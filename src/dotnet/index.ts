// The table of .NET types that scripts can use.
import type { TypeDefinition } from '../conversion/index.ts';
import { arrayType } from './array.ts';
import { booleanType } from './boolean.ts';
import { charType } from './char.ts';
import { cultureTypes } from './culture-info.ts';
import { dateTimeType } from './date-time.ts';
import { delegateTypes } from './delegates.ts';
import { dictionaryTypes } from './dictionary.ts';
import { enumType } from './enum.ts';
import { exceptionTypes } from './exceptions.ts';
import { listTypes } from './list.ts';
import { mathType } from './math.ts';
import { numericTypes } from './numeric-types.ts';
import { objectTypes } from './object.ts';
import { setAndQueueTypes } from './sets-and-queues.ts';
import { stringBuilderType } from './string-builder.ts';
import { stringComparerTypes } from './string-comparer.ts';
import { stringType } from './string.ts';
import { timeSpanType } from './time-span.ts';
import { typeType } from './type.ts';

export const netTypes: readonly TypeDefinition[] = [
  ...objectTypes,
  typeType,
  enumType,
  arrayType,
  booleanType,
  charType,
  stringType,
  stringBuilderType,
  stringComparerTypes,
  numericTypes,
  mathType,
  dateTimeType,
  timeSpanType,
  cultureTypes,
  delegateTypes,
  listTypes,
  dictionaryTypes,
  setAndQueueTypes,
  exceptionTypes,
].flat();
