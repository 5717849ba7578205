import { boolean } from '../../../shared/values/boolean';
import { emailAddress } from '../../../shared/values/emailAddress';
import { code, optionalText, textUnlessEmpty } from '../../../shared/values/text';
import { additionalFields } from '../../fields/additionalFields';
import { person } from '../../fields/columns';
import { patchReferral } from '../../fields/patchReferral';
import { reads } from '../../routing/field';
import type { Operation } from '../../routing/operation';
import { addsTo } from '../../routing/pointerFields';

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
			...person.email.property,
			required: true,
			description: "The colleague's email address",
		}),
		addsTo('/team', 'firstName', optionalText, {
			...person.firstName.property,
			description: "The colleague's first name. Omitted if empty.",
		}),
		addsTo('/team', 'lastName', optionalText, {
			...person.lastName.property,
			description: "The colleague's last name. Omitted if empty.",
		}),
		addsTo('/team', 'phoneNumber', code(optionalText), {
			...person.phoneNumber.property,
			description: "The colleague's phone number. Omitted if empty.",
		}),
		reads(
			{
				displayName: 'Skip If Present',
				name: 'skipIfPresent',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave the referral as it is if a member with this email address is already on the team. The referral is read first, so that neither a retry nor a second run adds the member twice.',
			},
			boolean,
			(skips, plan) => {
				plan.skipsExistingRows = skips;
				plan.reportsOutcome = true;
			},
		),
		additionalFields([
			addsTo('/team', 'title', textUnlessEmpty, {
				...person.title.property,
				description: "The colleague's job title",
			}),
		]),
	],
};
