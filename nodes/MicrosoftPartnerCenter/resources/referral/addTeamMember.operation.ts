import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { read } from '../../../shared/parameters/read';
import type { Check } from '../../../shared/parameters/read';
import { boolean } from '../../../shared/values/boolean';
import { emailAddress } from '../../../shared/values/emailAddress';
import { optionalText, textUnlessEmpty } from '../../../shared/values/text';
import { additionalFields } from '../../fields/additionalFields';
import { patchReferral } from '../../fields/patchReferral';
import { isOnTeam } from '../../fields/people';
import type { Operation } from '../../routing/operation';
import { addsTo } from '../../routing/pointerFields';
import { planOf } from '../../routing/requestPlan';

/** The member is looked for by email; the eTag of that reading guards the change against a second run. */
const skip: Check = (context, request) => {
	if (!read(context, skipIfPresent, boolean)) return;
	const { email } = (request.body as Record<string, IDataObject>)['/team/-'];
	planOf(request).needless = (referral) => isOnTeam(referral, email as string);
};

const skipIfPresent: INodeProperties = {
	displayName: 'Skip If Present',
	name: 'skipIfPresent',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the referral first and leave it as it is if somebody with this email is on the team already. Recommended: it also keeps a retry or a second run from adding the same person twice.',
};

export const addTeamMember: Operation = {
	option: {
		name: 'Add Team Member',
		value: 'addTeamMember',
		action: 'Add team member to referral',
		description: 'Add a colleague from your organization to the team of a lead or opportunity',
	},
	request: patchReferral,
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
			description: "The colleague's first name. Left out when empty.",
		}),
		addsTo('/team', 'lastName', optionalText, {
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Doe',
			description: "The colleague's last name. Left out when empty.",
		}),
		addsTo('/team', 'phoneNumber', optionalText, {
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0000000001',
			description: "The colleague's phone number. Left out when empty.",
		}),
		additionalFields([
			{ property: skipIfPresent, check: skip },
			addsTo('/team', 'title', textUnlessEmpty, {
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				placeholder: 'e.g. Account Manager',
				description: "The colleague's job title",
			}),
		]),
	],
};
