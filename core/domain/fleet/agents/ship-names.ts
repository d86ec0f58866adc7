/** Names for agents whose owner names none: ships of our own making. */
export const shipNames: readonly string[] = [
  'Amber Heron',
  'Ballast Light',
  'Barley Sound',
  'Brass Petrel',
  'Bright Margin',
  'Calm Ledger',
  'Candle Reach',
  'Cedar Tern',
  'Chalk Meridian',
  'Clear Kittiwake',
  'Cobalt Skerry',
  'Copper Fathom',
  'Coral Abacus',
  'Dawn Ferry',
  'Deep Lantern',
  'Distant Thrush',
  'Dry Harbour',
  'Early Plover',
  'Ember Strand',
  'Even Keel',
  'Far Orchard',
  'Fennel Wake',
  'First Rigging',
  'Flint Curlew',
  'Foggy Theorem',
  'Garnet Shoal',
  'Gentle Winch',
  'Glass Capstan',
  'Grey Almanac',
  'Hazel Spar',
  'High Water Clerk',
  'Honest Anchor',
  'Indigo Pilot',
  'Iron Sandpiper',
  'Ivory Halyard',
  'Juniper Bay',
  'Kind Bosun',
  'Late Ferryman',
  'Linden Gale',
  'Long Patience',
  'Marble Gull',
  'Mild Tempest',
  'Mint Compass',
  'Nettle Quay',
  'Night Sextant',
  'North Parcel',
  'Olive Mast',
  'Open Ledger',
  'Paper Schooner',
  'Patient Buoy',
  'Plain Cormorant',
  'Quiet Draught',
  'Quill and Tide',
  'Red Barometer',
  'River Clerk',
  'Rowan Drift',
  'Saffron Cutter',
  'Second Sunrise',
  'Silver Hawser',
  'Slate Osprey',
  'Small Thunder',
  'Steady Wren',
  'Tall Reckoning',
  'Thistle Barge',
  'Tin Albatross',
  'Umber Isle',
  'Velvet Bilge',
  'Warm Signal',
  'West Ordinary',
  'Willow Tug',
  'Winter Tally',
  'Yellow Pennant',
];

/**
 * A name nobody has yet. `start` moves where the search begins, so that two hubs do not name alike; once every ship
 * sails, the names come round again with a number.
 */
export function freeShipName(taken: Iterable<string>, start: number): string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  for (let round = 1; ; round += 1) {
    for (let step = 0; step < shipNames.length; step += 1) {
      const ship = shipNames[(start + step) % shipNames.length] ?? 'Ship';
      const name = round === 1 ? ship : `${ship} ${round}`;
      if (!used.has(name.toLowerCase())) return name;
    }
  }
}
