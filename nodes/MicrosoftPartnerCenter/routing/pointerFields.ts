import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { read } from '../../shared/parameters/read';
import type { Check } from '../../shared/parameters/read';
import type { JsonValue, Reader } from '../../shared/values/reader';
import { operationAt, Together } from '../jsonPatch/patchDocument';
import type { Pointer } from '../jsonPatch/patchDocument';
import type { Field } from './field';

/** The parameter's value replaces what stands at the pointer. */
export function replaces(
	pointer: Pointer,
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
	...further: Check[]
): Field {
	return stands([pointer], reader, property, further);
}

/** The parameter's value stands for operations with pointers of their own. */
export function writes(
	reader: Reader<Together>,
	property: INodeProperties,
	...further: Check[]
): Field {
	return replaces(`/${property.name}`, reader, property, ...further);
}

/** Each row of the parameter's value is added to the array at the pointer. */
export function addsRows(
	pointer: Pointer,
	reader: Reader<IDataObject[]>,
	property: INodeProperties,
	...further: Check[]
): Field {
	const end: Pointer = `${pointer}/-`;
	const additions: Reader<Together> = (value, reading) =>
		new Together(reader(value, reading).map((row) => operationAt(end, row)));
	return replaces(end, additions, property, ...further);
}

/** The parameter's value stands at this dotted path of the object that is added to the array at the pointer. */
export function addsTo(
	pointer: Pointer,
	path: string,
	reader: Reader,
	property: INodeProperties,
	...further: Check[]
): Field {
	return stands([`${pointer}/-`, ...path.split('.')], reader, property, further);
}

/** The parameter's value stands at this dotted path of the body. */
export function standsAt(path: string, reader: Reader, property: INodeProperties): Field {
	return stands(path.split('.'), reader, property, []);
}

/** What the reader makes of the parameter's value stands under these keys of the body. */
function stands(
	keys: string[],
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
	further: Check[],
): Field {
	const [parents, last] = [keys.slice(0, -1), keys[keys.length - 1]];
	return {
		property,
		check(context, request) {
			const value = read(context, property, reader);
			if (value !== undefined) {
				const parent = parents.reduce(
					(at, key) => (at[key] ??= {}) as IDataObject,
					request.body as IDataObject,
				);
				parent[last] = value as JsonValue;
			}
			for (const check of further) check(context, request);
		},
	};
}
