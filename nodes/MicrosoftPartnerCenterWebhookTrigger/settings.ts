import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { apiAddress, CREDENTIAL } from '../shared/api/address';
import type { Addresses } from '../shared/api/address';
import { parameterNodeError } from '../shared/api/get';
import { filtersProperty, matcherOf } from '../shared/parameters/filter';
import { stateFilters } from '../shared/parameters/filters';
import { chosenFormat, outputProperties } from '../shared/parameters/output';
import { readParameter } from '../shared/parameters/read';
import type { ParameterContext } from '../shared/parameters/read';
import type { OutputFormat } from '../shared/referral/outputFormats';
import type { Referral } from '../shared/referral/referral';
import { choices, labelsOf } from '../shared/values/choice';
import { mustBe, ParameterError } from '../shared/values/parameterError';
import type { Reader } from '../shared/values/reader';
import { optionalText } from '../shared/values/text';
import { trustIn, trustInMicrosoft } from './certificates/trust';
import type { Trust } from './certificates/trust';
import { registrationProperties } from './registration/parameters';

/** The events on Microsoft's page "Partner Center webhook events" that are about referrals. */
const EVENTS = [
	{
		name: 'Referral Created',
		value: 'referral-created',
		description: 'A referral of yours was created',
	},
	{
		name: 'Referral Updated',
		value: 'referral-updated',
		description: 'A referral of yours was changed',
	},
	{
		name: 'Related Referral Created',
		value: 'related-referral-created',
		description: 'Another party to the deal has created its referral',
	},
	{
		name: 'Related Referral Updated',
		value: 'related-referral-updated',
		description: 'Another party to the deal has changed its referral',
	},
];

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['referral-created', 'referral-updated'],
	description:
		"The events that start the workflow. Other events are acknowledged but don't start the workflow.",
	options: EVENTS,
};

const filters = filtersProperty(stateFilters);

const trustAnchor: INodeProperties = {
	displayName: 'Trust Anchor',
	name: 'trustAnchor',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
	description:
		"A root certificate in PEM format to trust instead of Microsoft's, for tests with the simulator. Requires a credential with the cloud Custom.",
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [trustAnchor],
};

export const properties: INodeProperties[] = [
	...registrationProperties,
	events,
	filters,
	...outputProperties,
	options,
];

/** The node's parameters. */
export interface Settings {
	events: string[];
	matches: (referral: Referral) => boolean;
	outputFormat: OutputFormat;
	trust: Trust;
}

/** @throws {NodeOperationError} if a parameter is not acceptable */
export async function settingsOf(context: IWebhookFunctions): Promise<Settings> {
	const credential = await context.getCredentials<Addresses>(CREDENTIAL);
	try {
		const filterValues = context.getNodeParameter(filters.name, {}) as IDataObject;
		const { trustAnchor: anchor } = context.getNodeParameter(options.name, {}) as {
			trustAnchor?: unknown;
		};
		return {
			events: selectedEvents(context),
			matches: matcherOf(filterValues, stateFilters, { timezone: context.getTimezone() }),
			outputFormat: chosenFormat(context),
			trust: trustOf(anchor, credential),
		};
	} catch (error) {
		throw parameterNodeError(context, error);
	}
}

/** @throws {ParameterError} if the parameter is not acceptable */
export function selectedEvents(context: ParameterContext): string[] {
	return readParameter(context, events, eventNames);
}

const eventNames: Reader<string[]> = (value, source) => {
	const trimmed = (one: unknown) => (typeof one === 'string' ? one.trim() : one);
	const words = Array.isArray(value) ? value.map(trimmed) : value;
	return choices(labelsOf(EVENTS))(words, source);
};

function trustOf(value: unknown, credential: Addresses): Trust {
	const parameter = trustAnchor.displayName;
	const anchor = optionalText(value, { parameter, timezone: 'UTC' });
	if (anchor === undefined) return trustInMicrosoft();
	if (credential.cloud !== 'custom') {
		throw new ParameterError(
			parameter,
			`"${parameter}" must be left out unless the cloud of the credential is Custom`,
			'Remove it. Anyone who has its private key could send events in the name of Microsoft.',
		);
	}
	const address = apiAddress(credential);
	if (address instanceof ParameterError) throw address;
	try {
		return trustIn(anchor, address);
	} catch {
		throw mustBe(parameter, 'one certificate in PEM format', anchor);
	}
}
