import { isSafeObjectProperty } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

import type { Request } from './explanation';
import { requestIdOf } from './response';
import type { Answer } from './response';

/** Where each field of the simplified output stands in a referral. */
const SIMPLIFIED: Record<string, string> = {
	id: 'id',
	name: 'name',
	status: 'status',
	substatus: 'substatus',
	dealValue: 'details.dealValue',
	currency: 'details.currency',
	closingDateTime: 'details.closingDateTime',
	customerName: 'customerProfile.name',
	updatedDateTime: 'updatedDateTime',
	eTag: 'eTag',
};

/** How much of a referral each choice of the parameter "Output" gives. */
const OUTPUTS: Record<string, (referral: IDataObject, fields: string) => IDataObject> = {
	raw: (referral) => referral,
	selected: (referral, fields) => selected(referral, ['id', 'eTag', ...fields.split(',')]),
	simplified,
};

/**
 * What an item gives out: the referral, as the parameters "Output" and "Fields" ask for it, or where
 * none was asked for or came back, a receipt.
 */
export function givenOut(
	context: IExecutePaginationFunctions,
	request: Request,
	answer: Answer,
): IDataObject {
	if (!asksForReferral(request) || !isReferral(answer.body)) return receipt(request, answer);
	const output = context.getNodeParameter('output', 'simplified') as string;
	const fields = context.getNodeParameter('outputFields', '') as string;
	return (OUTPUTS[output] ?? simplified)(withETag(answer.body, answer), fields);
}

function asksForReferral({ method, headers }: Request): boolean {
	return method !== 'PATCH' || headers?.Prefer !== undefined;
}

function isReferral(body: unknown): body is IDataObject {
	return typeof body === 'object' && body !== null && 'id' in body;
}

/** The eTag stands in the body; where it does not, the header of the same name has it. */
function withETag(referral: IDataObject, { headers }: Answer): IDataObject {
	return referral.eTag || !headers.etag ? referral : { ...referral, eTag: headers.etag };
}

/** What the response's headers give; what they do not is left out. */
function receipt({ url = '' }: Request, { headers }: Answer): IDataObject {
	const requestId = requestIdOf(headers);
	const { etag: eTag } = headers;
	const id = url.slice(url.lastIndexOf('/') + 1);
	return { id, success: true, ...(requestId && { requestId }), ...(eTag && { eTag }) };
}

function simplified(referral: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(SIMPLIFIED).map(([field, path]) => [
			field,
			at(referral, path.split('.')) ?? null,
		]),
	) as IDataObject;
}

/** Keeps the paths' levels, so that an expression reaches a field as it would in the raw referral. */
function selected(referral: IDataObject, paths: string[]): IDataObject {
	const result: IDataObject = {};
	for (const path of paths) {
		const keys = path.trim().split('.');
		if (keys.every((key) => key !== '' && isSafeObjectProperty(key))) {
			put(result, keys, at(referral, keys) ?? null);
		}
	}
	return result;
}

function at(value: unknown, keys: string[]): unknown {
	return keys.reduce(
		(parent, key) =>
			typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key)
				? (parent as IDataObject)[key]
				: undefined,
		value,
	);
}

function put(target: IDataObject, [key, ...rest]: string[], value: unknown): void {
	if (rest.length === 0) {
		target[key] = value as IDataObject;
		return;
	}
	const child = target[key];
	if (typeof child !== 'object' || child === null) target[key] = {};
	put(target[key] as IDataObject, rest, value);
}
