import type { Operation } from '../fields/operation';
import { patchReferral } from '../fields/patchReferral';
import { addsTo } from '../fields/pointed';
import { emailAddress } from '../values/emailAddress';
import { optionalText, textUnlessEmpty } from '../values/text';

export const addTeamMember: Operation = {
	option: {
		name: 'Add Team Member',
		value: 'addTeamMember',
		action: 'Add team member to referral',
		description: 'Add a colleague from your organization to the team of a lead or opportunity',
		routing: patchReferral,
	},
	fields: [
		addsTo('/team', 'email', emailAddress, {
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. jane.doe@contoso.com',
			description: "The colleague's email address",
		}),
		addsTo('/team', 'firstName', optionalText, {
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane',
			description: 'Left out when empty',
		}),
		addsTo('/team', 'lastName', optionalText, {
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Doe',
			description: 'Left out when empty',
		}),
		addsTo('/team', 'phoneNumber', optionalText, {
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0000000001',
			description: 'Left out when empty',
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				addsTo('/team', 'title', textUnlessEmpty, {
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Account Manager',
					description: "The colleague's job title",
				}),
			],
		},
	],
};
