import type { IDataObject, INodeProperties, PreSendAction } from 'n8n-workflow';

import { check, readingOf } from '../checks/check';
import { operationAt, Together } from '../jsonPatch/patchDocument';
import type { Pointer } from '../jsonPatch/patchDocument';
import type { JsonValue, Reader } from '../values/reader';

/** The parameter's value replaces what stands at the pointer. */
export function replaces(
	pointer: Pointer,
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
	...further: PreSendAction[]
): INodeProperties {
	return {
		...property,
		routing: {
			send: {
				type: 'body',
				property: pointer,
				propertyInDotNotation: false,
				preSend: [readAt([pointer], reader, property), ...further],
			},
		},
	};
}

/** The parameter's value stands for operations with pointers of their own. */
export function writes(
	reader: Reader<Together>,
	property: INodeProperties,
	...further: PreSendAction[]
): INodeProperties {
	return replaces(`/${property.name}`, reader, property, ...further);
}

/** Each row of the parameter's value is added to the array at the pointer. */
export function addsRows(
	pointer: Pointer,
	reader: Reader<IDataObject[]>,
	property: INodeProperties,
	...further: PreSendAction[]
): INodeProperties {
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
	...further: PreSendAction[]
): INodeProperties {
	return stands([`${pointer}/-`, ...path.split('.')], reader, property, ...further);
}

/** The parameter's value stands at this dotted path of the body. */
export function standsAt(path: string, reader: Reader, property: INodeProperties): INodeProperties {
	return stands(path.split('.'), reader, property);
}

function stands(
	keys: string[],
	reader: Reader,
	property: INodeProperties,
	...further: PreSendAction[]
): INodeProperties {
	return {
		...property,
		routing: {
			send: {
				type: 'body',
				property: keys.join('.'),
				preSend: [readAt(keys, reader, property), ...further],
			},
		},
	};
}

/** Reads what n8n's routing has put into the body under these keys, in its place. */
function readAt(
	keys: string[],
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
): PreSendAction {
	const last = keys[keys.length - 1];
	return check(function (request) {
		const parent = keys
			.slice(0, -1)
			.reduce((at, key) => at[key] as IDataObject, request.body as IDataObject);
		const value = reader(parent[last], readingOf(this, property));
		if (value === undefined) delete parent[last];
		else parent[last] = value as JsonValue;
	});
}
