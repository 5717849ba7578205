import { suggestion } from '../../shared/values/choice';
import { code, someText, text } from '../../shared/values/text';
import type { ReferralField } from './referralField';

/**
 * The percentages that Partner Center shows, which the API returns (Microsoft's page "Manage co-sell opportunities"),
 * and the words that Microsoft's own connector has for the API.
 */
const STAGES = {
	'10': '10% (Accepted)',
	'100': '100% (Won)',
	'20': '20% (Qualified)',
	'40': '40% (Developed)',
	'60': '60% (Proposed)',
	'80': '80% (Negotiated)',
	Close: 'Close',
	Develop: 'Develop',
	Propose: 'Propose',
	Qualify: 'Qualify',
};

/** Other stages may exist: an expression can return any text. */
export const salesStage: ReferralField = {
	property: {
		displayName: 'Sales Stage',
		name: 'salesStage',
		type: 'options',
		options: Object.entries(STAGES)
			.map(([value, name]) => ({ name, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: '20',
		description:
			"How far the sale has progressed. Partner Center shows the percentages; the words without one come from Microsoft's connector. An expression may return any other stage.",
	},
	pointer: '/salesStage',
	onUpdate: suggestion(STAGES, code(text)),
	onCreate: suggestion(STAGES, code(someText)),
};
