import { invalid } from './refusal.mts';

type Kind = 'string' | 'boolean' | 'number' | 'dateTime' | 'object' | 'list';

/** What the writable fields hold; null stands for an empty one everywhere. */
const fieldKinds: Record<string, Kind> = {
	name: 'string',
	campaignId: 'string',
	externalReferenceId: 'string',
	referralProgram: 'string',
	salesStage: 'string',
	status: 'string',
	substatus: 'string',
	statusReason: 'string',
	consent: 'object',
	'consent/consentToShareReferralWithMicrosoftSellers': 'boolean',
	customerProfile: 'object',
	'customerProfile/team': 'list',
	details: 'object',
	'details/closingDateTime': 'dateTime',
	'details/currency': 'string',
	'details/dealValue': 'number',
	'details/notes': 'string',
	'details/requirements': 'object',
	'details/requirements/solutions': 'list',
	team: 'list',
	registrations: 'list',
};

const kinds: Record<Kind, { means: string; is: (value: unknown) => boolean }> = {
	string: { means: 'a string', is: (value) => typeof value === 'string' },
	boolean: { means: 'a boolean', is: (value) => typeof value === 'boolean' },
	number: { means: 'a number', is: (value) => typeof value === 'number' },
	dateTime: {
		means: 'a date and time',
		is: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
	},
	object: { means: 'an object', is: isObject },
	list: {
		means: 'a list of objects',
		is: (value) => Array.isArray(value) && value.every(isObject),
	},
};

/** @throws Refusal when a field holds what it can't hold */
export function checkKinds(document: Record<string, unknown>): void {
	for (const [path, kind] of Object.entries(fieldKinds)) {
		const value = valueAt(document, path.split('/'));
		if (value === undefined || value === null || kinds[kind].is(value)) continue;
		throw invalid(path, `The value of '${path}' must be ${kinds[kind].means}.`);
	}
}

/** The documentation's samples send the deal value as a string, "10000"; answers hold the number. */
export function readDealValue(document: Record<string, unknown>): void {
	const { details } = document;
	if (!isObject(details) || typeof details.dealValue !== 'string') return;
	if (/^-?\d+(\.\d+)?$/.test(details.dealValue)) details.dealValue = Number(details.dealValue);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(document: unknown, path: string[]): unknown {
	return path.reduce<unknown>(
		(value, name) => (isObject(value) ? value[name] : undefined),
		document,
	);
}
