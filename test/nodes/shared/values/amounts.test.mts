import * as fc from 'fast-check';

import { amount } from '../../../../nodes/shared/values/amount';
import { decimal, number } from '../../../../nodes/shared/values/decimal';
import { randomRuns } from '../../../randomRuns.mts';

const SOURCE = { parameter: 'Deal Value', timezone: 'UTC' };
const runs = randomRuns({ short: 500, long: 50_000 });

/** An amount as an integer of its smallest unit, and how it is written. */
const exact = (decimals: number, most = Number.MAX_SAFE_INTEGER) =>
	fc.integer({ min: 0, max: most }).map((units) => {
		const digits = String(units).padStart(decimals + 1, '0');
		const [whole, fraction] = [digits.slice(0, -decimals || undefined), digits.slice(-decimals)];
		const significant = decimals === 0 ? '' : fraction.replace(/0+$/, '');
		return { units, written: significant === '' ? whole : `${whole}.${significant}` };
	});

test.each([0, 1, 2, 3, 4])('an amount of %d decimals is never changed', (decimals) => {
	fc.assert(
		fc.property(exact(decimals), ({ written }) => {
			// What a number can't hold is not the reader's affair.
			fc.pre(String(Number(written)) === written);
			expect(decimal(Number(written), SOURCE)).toBe(written);
			expect(decimal(written, SOURCE)).toBe(written);
		}),
		runs,
	);
});

test('a number of up to 15 significant digits is never changed', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1e15 - 1 }), fc.nat(6), (units, decimals) => {
			const written = String(Number(`${units}e-${decimals}`));
			fc.pre(!written.includes('e'));
			expect(decimal(Number(written), SOURCE)).toBe(written);
		}),
		runs,
	);
});

test('sums and products of amounts are sent as they are on paper', () => {
	const cents = exact(2, 1e9);

	fc.assert(
		fc.property(
			fc.array(cents, { minLength: 2, maxLength: 50 }),
			fc.nat(1000),
			(amounts, count) => {
				const sum = amounts.reduce((total, { written }) => total + Number(written), 0);
				const units = amounts.reduce((total, one) => total + one.units, 0);
				expect(Number(decimal(sum, SOURCE))).toBe(units / 100);
				expect(decimal(sum, SOURCE)).toMatch(/^\d+(\.\d{1,2})?$/);
				expect(decimal(String(amounts[0].units / 100 + 0.1 - 0.1), SOURCE)).toBe(
					amounts[0].written,
				);
				expect(decimal(Number(amounts[0].written) * count, SOURCE)).toBe(
					String((amounts[0].units * count) / 100),
				);
			},
		),
		runs,
	);
});

test('whatever number is given, a decimal without an exponent is sent, close to it, or none', () => {
	fc.assert(
		fc.property(fc.double({ min: 0, noNaN: true }), (value) => {
			let sent: string;
			try {
				sent = decimal(value, SOURCE);
			} catch (error) {
				expect((error as Error).message).toContain('"Deal Value" must be a number');
				expect(String(value)).toMatch(/e|Infinity/);
				return;
			}
			expect(sent).toMatch(/^\d+(\.\d+)?$/);
			expect(Math.abs(Number(sent) - value)).toBeLessThanOrEqual(5e-6);
			expect(number(value, SOURCE)).toBe(Number(sent));
		}),
		runs,
	);
});

const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
	code,
	decimals: new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
		.maximumFractionDigits!,
}));

test('in any currency, an amount has at most its decimals, and no others are lost', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...CURRENCIES),
			fc.nat(6),
			fc.nat(1e9),
			(currency, scale, units) => {
				const written = (units / 10 ** scale).toFixed(scale);
				const source = {
					...SOURCE,
					sibling: (name: string) => name === 'currency' && currency.code,
				};
				const isExcess = !Number.isInteger((units * 10 ** currency.decimals) / 10 ** scale);
				if (isExcess) {
					expect(() => amount(decimal)(written, source)).toThrow(
						`because its currency is ${currency.code}`,
					);
				} else {
					const sent = amount(decimal)(written, source);
					expect(Number(sent)).toBe(Number(written));
					expect((sent.split('.')[1] ?? '').length).toBeLessThanOrEqual(currency.decimals);
					expect(amount(number)(Number(written), source)).toBe(Number(written));
				}
			},
		),
		runs,
	);
});

test('a very small amount has too many decimals for its currency, too', () => {
	const source = { ...SOURCE, sibling: (name: string) => (name === 'currency' ? 'USD' : '') };

	expect(() => amount(number)('0.0000001', source)).toThrow('at most 2 decimals');
	expect(amount(number)('12.30', source)).toBe(12.3);
});
