import type { INodeProperties } from 'n8n-workflow';

import { docsLink } from '../../shared/parameters/docs';
import { readParameter } from '../../shared/parameters/read';
import type { ParameterContext } from '../../shared/parameters/read';
import { boolean } from '../../shared/values/boolean';
import { choice } from '../../shared/values/choice';

const registration: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	noDataExpression: true,
	default: 'manual',
	description: 'How the Production URL is registered in Partner Center',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'The node registers it when the workflow is published',
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You register it yourself',
		},
	],
};

const registrationNotice: INodeProperties = {
	displayName: `Publish the workflow, then register the <b>Production URL</b> in Partner Center for these events. It is under <b>Webhook URLs</b> above. ${docsLink('The docs', 'triggers', 'registration')} have the command. A tenant has one URL for all events, so this replaces any URL that is already registered.`,
	name: 'registrationNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
};

const automaticRegistrationNotice: INodeProperties = {
	displayName: `When you publish the workflow, the node registers the <b>Production URL</b> in Partner Center for these events. n8n must have a public URL for that. ${docsLink('The docs', 'triggers', 'registration')} say what happens to an existing registration.`,
	name: 'automaticRegistrationNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['automatic'] } },
};

const replaceRegistration: INodeProperties = {
	displayName: 'Replace Registration',
	name: 'replaceRegistration',
	type: 'boolean',
	default: false,
	displayOptions: { show: { registration: ['automatic'] } },
	description:
		'Whether to replace an existing registration of another URL. The replaced registration is restored when the workflow is unpublished.',
};

export const registrationProperties: INodeProperties[] = [
	registration,
	registrationNotice,
	automaticRegistrationNotice,
	replaceRegistration,
];

/** @throws {ParameterError} if the parameter is not acceptable */
export function isAutomatic(context: ParameterContext): boolean {
	return readParameter(context, registration, choice(['automatic', 'manual'])) === 'automatic';
}

/** @throws {ParameterError} if the parameter is not acceptable */
export function mayReplace(context: ParameterContext): boolean {
	return readParameter(context, replaceRegistration, boolean);
}
