// The table of .NET types that scripts can use.
import type { TypeDefinition } from '../conversion/index.ts';
import { arrayType } from './array.ts';
import { arraySegmentType } from './array-segment.ts';
import { booleanType } from './boolean.ts';
import { charType } from './char.ts';
import { commonEnums } from './common-enums.ts';
import { bitConverterType, convertType } from './convert.ts';
import { cultureTypes } from './culture-info.ts';
import { dateTimeType } from './date-time.ts';
import { dateTimeOffsetTypes } from './date-time-offset.ts';
import { bigIntegerType, decimalType } from './decimal.ts';
import { delegateTypes } from './delegates.ts';
import { dictionaryTypes } from './dictionary.ts';
import { encodingTypes } from './encoding.ts';
import { enumType } from './enum.ts';
import { enumerableType } from './enumerable.ts';
import { enumeratorTypes } from './enumerator.ts';
import { environmentTypes } from './environment.ts';
import { exceptionTypes } from './exceptions.ts';
import { fileTypes } from './file.ts';
import { guidType } from './guid.ts';
import { listTypes } from './list.ts';
import { mathType } from './math.ts';
import { numericTypes } from './numeric-types.ts';
import { objectTypes } from './object.ts';
import { pathType } from './path.ts';
import { powershellEnums } from './powershell-enums.ts';
import { powershellTypes } from './powershell-types.ts';
import { randomType } from './random.ts';
import { regexTypes } from './regex.ts';
import { setAndQueueTypes } from './sets-and-queues.ts';
import { specializedTypes } from './specialized.ts';
import { stopwatchType } from './stopwatch.ts';
import { stringType } from './string.ts';
import { stringBuilderType } from './string-builder.ts';
import { stringComparerTypes } from './string-comparer.ts';
import { timeSpanType } from './time-span.ts';
import { tupleTypes } from './tuple.ts';
import { reflectionTypes } from './type.ts';
import { uriTypes } from './uri.ts';
import { versionTypes } from './version.ts';

export const netTypes: readonly TypeDefinition[] = [
  objectTypes,
  reflectionTypes,
  enumType,
  arrayType,
  arraySegmentType,
  booleanType,
  charType,
  stringType,
  stringBuilderType,
  stringComparerTypes,
  numericTypes,
  decimalType,
  bigIntegerType,
  mathType,
  convertType,
  bitConverterType,
  dateTimeType,
  dateTimeOffsetTypes,
  timeSpanType,
  guidType,
  versionTypes,
  uriTypes,
  regexTypes,
  encodingTypes,
  cultureTypes,
  delegateTypes,
  listTypes,
  dictionaryTypes,
  setAndQueueTypes,
  enumeratorTypes,
  enumerableType,
  specializedTypes,
  exceptionTypes,
  commonEnums,
  powershellEnums,
  powershellTypes,
  environmentTypes,
  fileTypes,
  pathType,
  randomType,
  stopwatchType,
  tupleTypes,
].flat();
