import type { IDataObject } from 'n8n-workflow';

/** How much of a referral is given out. */
export type Shape = (referral: IDataObject) => IDataObject;

/** Where each field of the simplified output stands in a referral. */
const SIMPLIFIED = {
	id: ['id'],
	name: ['name'],
	status: ['status'],
	substatus: ['substatus'],
	dealValue: ['details', 'dealValue'],
	currency: ['details', 'currency'],
	closingDateTime: ['details', 'closingDateTime'],
	customerName: ['customerProfile', 'name'],
	updatedDateTime: ['updatedDateTime'],
	eTag: ['eTag'],
};

/** The service's own JSON. */
export const raw: Shape = (referral) => referral;

/** The ten fields most workflows need, flat; null where the referral has none. */
export const simplified: Shape = (referral) =>
	Object.fromEntries(
		Object.entries(SIMPLIFIED).map(([field, steps]) => [field, at(referral, steps)]),
	);

/**
 * The fields at these dotted paths, and always id and eTag. The levels stay, so that an expression
 * reaches a field as it would in the raw referral.
 */
export function selected(paths: string[]): Shape {
	const keys = [...paths, 'id', 'eTag'].map((path) => path.split('.'));
	return (referral) => {
		const result: IDataObject = {};
		for (const steps of keys) put(result, steps, at(referral, steps));
		return result;
	};
}

function at(referral: IDataObject, steps: string[]): IDataObject[string] {
	const found = steps.reduce<unknown>(
		(parent, step) =>
			typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
				? (parent as IDataObject)[step]
				: undefined,
		referral,
	);
	return (found as IDataObject[string]) ?? null;
}

function put(target: IDataObject, [step, ...rest]: string[], value: IDataObject[string]): void {
	if (rest.length === 0) {
		target[step] = value;
		return;
	}
	const child = target[step];
	const parent = typeof child === 'object' && child !== null ? (child as IDataObject) : {};
	target[step] = parent;
	put(parent, rest, value);
}
