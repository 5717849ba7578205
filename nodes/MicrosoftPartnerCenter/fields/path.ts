/** Where the Referrals API lives, under its base address. */
export const REFERRALS = '/v1.0/engagements/referrals';
