import type { IDataObject } from 'n8n-workflow';

import { boolean } from '../../shared/values/boolean';
import { emailAddress } from '../../shared/values/emailAddress';
import { isJsonObject } from '../../shared/values/json';
import { text } from '../../shared/values/text';
import type { Column } from '../routing/rows';

/** A colleague or a customer's contact ("Referral resources", Member). */
export const person: Column[] = [
	{
		property: {
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane.doe@contoso.com',
			description: "The person's email address",
		},
		reader: emailAddress,
		required: true,
	},
	{
		property: {
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Doe',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0000000001',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Account Manager',
			description: "The person's job title",
		},
		reader: text,
	},
];

/** How a person wants to hear from Partner Center. */
export const contactPreference: Column[] = [
	{
		property: {
			displayName: 'Disable Notifications',
			name: 'disableNotifications',
			type: 'boolean',
			default: true,
			description: 'Whether the person gets no messages about the referral',
		},
		reader: boolean,
		within: 'contactPreference',
	},
	{
		property: {
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: '',
			placeholder: 'e.g. en-US',
			description: 'The language of the messages',
		},
		reader: text,
		within: 'contactPreference',
	},
];

/** Whether somebody with this email address, whatever its case, is on the referral's team. */
export function isOnTeam({ team }: IDataObject, email: string): boolean {
	const members = Array.isArray(team) ? team.filter(isJsonObject) : [];
	return members.some((one) => String(one.email).toLowerCase() === email.toLowerCase());
}
