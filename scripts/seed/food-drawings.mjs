/**
 * Icons of food, drawn in a 200 × 200 box, standing on y = 168. Each takes the tones of a picture: `main`,
 * `dark` and `light` of its accent colour; what has a colour of its own keeps it.
 */
const LEAF = '#5fa55a';
const LEAF_DARK = '#3f7f43';
const STALK = '#7a5a3c';
const CREAM = '#fff8ea';

/** @type {Record<string, (tone: { main: string, dark: string, light: string }) => string>} */
export const foodDrawings = {
  dairy: ({ main, dark, light }) => `
    <path d="M62 78 82 46h46l20 32z" fill="${light}"/>
    <path d="M82 46h46v-12a4 4 0 0 0-4-4H86a4 4 0 0 0-4 4z" fill="${dark}"/>
    <path d="M128 46 148 78v86a4 4 0 0 1-4 4h-30V78z" fill="#e9eef2"/>
    <path d="M62 78h66v90H66a4 4 0 0 1-4-4z" fill="#ffffff"/>
    <path d="M128 78h20v90h-20z" fill="#dfe6ec"/>
    <path d="M62 112c12-10 22 8 34 0s20-8 32 0v36H62z" fill="${main}"/>
    <path d="M128 112c8-6 14 2 20-2v38h-20z" fill="${dark}"/>
    <path d="M95 88c7 9 11 14 11 19a11 11 0 0 1-22 0c0-5 4-10 11-19z" fill="${main}"/>`,
  cheese: ({ main, dark, light }) => `
    <path d="M34 116 138 62c16 8 27 26 28 54z" fill="${light}"/>
    <path d="M34 116h132v44a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6z" fill="${main}"/>
    <circle cx="66" cy="138" r="11" fill="${dark}"/><circle cx="112" cy="148" r="8" fill="${dark}"/>
    <circle cx="142" cy="132" r="12" fill="${dark}"/><circle cx="96" cy="126" r="5" fill="${dark}"/>
    <ellipse cx="124" cy="92" rx="12" ry="7" fill="${main}"/><ellipse cx="88" cy="104" rx="8" ry="4.5" fill="${main}"/>`,
  eggs: ({ main, dark, light }) => `
    <path d="M70 64c14 0 25 24 25 42a25 25 0 0 1-50 0c0-18 11-42 25-42z" fill="${light}"/>
    <path d="M132 64c14 0 25 24 25 42a25 25 0 0 1-50 0c0-18 11-42 25-42z" fill="#f3d5b5"/>
    <path d="M101 52c15 0 27 26 27 46a27 27 0 0 1-54 0c0-20 12-46 27-46z" fill="${CREAM}"/>
    <path d="M90 72c-5 7-8 17-8 25" stroke="#ffffff" stroke-width="6" stroke-linecap="round" fill="none"/>
    <path d="M30 112h140l-10 50a7 7 0 0 1-7 6H47a7 7 0 0 1-7-6z" fill="${main}"/>
    <path d="M30 112c10 0 12 12 24 12s12-12 23-12 12 12 23 12 12-12 23-12 12 12 23 12 14-12 24-12v10H30z" fill="${dark}"/>`,
  fruit: ({ main, dark, light }) => `
    <path d="M100 66c-18-16-58-10-58 34 0 36 24 68 42 68 8 0 10-4 16-4s8 4 16 4c18 0 42-32 42-68 0-44-40-50-58-34z" fill="${main}"/>
    <path d="M134 64c16 10 24 20 24 36 0 36-24 68-42 68-8 0-10-4-16-4 40-10 48-60 34-100z" fill="${dark}"/>
    <path d="M62 84c-8 8-10 20-7 32" stroke="${light}" stroke-width="8" stroke-linecap="round" fill="none"/>
    <path d="M100 68c0-14 3-24 10-34" stroke="${STALK}" stroke-width="7" stroke-linecap="round" fill="none"/>
    <path d="M108 50c8-16 26-20 42-14-6 16-24 24-42 14z" fill="${LEAF}"/>
    <path d="M110 50c12-2 22-6 36-12" stroke="${LEAF_DARK}" stroke-width="3" fill="none"/>`,
  vegetables: ({ main, dark, light }) => `
    <path d="M100 64c-4-18-20-26-34-24 2 14 14 24 30 26z" fill="${LEAF}"/>
    <path d="M102 62c-6-20 0-34 8-42 10 12 8 28 0 42z" fill="${LEAF_DARK}"/>
    <path d="M106 64c6-16 20-24 34-20-2 14-14 22-32 22z" fill="${LEAF}"/>
    <path d="M68 76c6-14 62-14 68 0 6 16-20 92-34 92S62 92 68 76z" fill="${main}"/>
    <path d="M116 67c12 2 19 5 20 9 6 16-20 92-34 92 18-30 22-66 14-101z" fill="${dark}"/>
    <path d="M78 92h22M84 114h16M106 102h20M96 136h12" stroke="${light}" stroke-width="5" stroke-linecap="round"/>`,
  meat: ({ main, dark, light }) => `
    <path d="M44 108c0-38 38-66 74-60 30 5 48 28 42 56-6 26-28 26-40 40-12 15-24 22-42 18-20-4-34-26-34-54z" fill="${dark}"/>
    <path d="M44 98c0-38 38-62 74-56 30 5 48 26 42 52-6 24-28 24-40 38-12 14-24 21-42 17-20-4-34-25-34-51z" fill="${main}"/>
    <path d="M58 98c0-28 28-46 56-42 22 3 36 17 32 36-4 17-24 18-36 33-9 11-18 16-31 13-13-3-21-19-21-40z" fill="${light}"/>
    <circle cx="116" cy="82" r="15" fill="${CREAM}"/><circle cx="116" cy="82" r="7" fill="#efdcc0"/>
    <path d="M74 96c2-10 10-18 18-20M78 122c4-8 10-12 18-16" stroke="${CREAM}" stroke-width="5" stroke-linecap="round" fill="none"/>`,
  fish: ({ main, dark, light }) => `
    <path d="M140 104c14-20 26-26 40-26-8 16-8 36 0 52-14 0-26-6-40-26z" fill="${dark}"/>
    <path d="M82 66c12-16 30-20 44-18-2 12-6 20-12 26z" fill="${dark}"/>
    <path d="M20 106c18-32 46-46 74-46 26 0 46 20 58 44-12 26-34 44-58 44-28 0-56-14-74-42z" fill="${main}"/>
    <path d="M20 106h130c-14 26-34 42-56 42-28 0-56-14-74-42z" fill="${light}"/>
    <path d="M66 72c12 20 12 46 0 68" stroke="${dark}" stroke-width="5" fill="none" stroke-linecap="round"/>
    <circle cx="48" cy="96" r="8" fill="#ffffff"/><circle cx="47" cy="96" r="4" fill="#2d3a45"/>
    <path d="M88 92c6 6 6 10 0 16M108 92c6 6 6 10 0 16M98 112c6 6 6 10 0 16M120 108c5 5 5 9 0 14" stroke="${dark}" stroke-width="4" fill="none" stroke-linecap="round"/>`,
  bakery: ({ main, dark, light }) => `
    <path d="M36 98c-14-30 16-50 40-40 12-12 38-12 50 0 24-10 52 12 38 40v62a8 8 0 0 1-8 8H44a8 8 0 0 1-8-8z" fill="${dark}"/>
    <path d="M50 98c-10-20 12-34 30-26 10-10 32-10 42 0 18-8 38 6 28 26v50a8 8 0 0 1-8 8H58a8 8 0 0 1-8-8z" fill="${light}"/>
    <path d="M76 104c8-8 16-8 24 0M104 124c8-8 16-8 24 0M72 138c8-8 16-8 24 0" stroke="${main}" stroke-width="6" stroke-linecap="round" fill="none"/>`,
  drinks: ({ main, dark, light }) => `
    <path d="M104 70 118 24l30-8" stroke="${dark}" stroke-width="8" fill="none" stroke-linecap="round" stroke-linejoin="round"/>
    <path d="M52 62h96l-12 98a9 9 0 0 1-9 8H73a9 9 0 0 1-9-8z" fill="#ffffff" opacity="0.85"/>
    <path d="M56 86h88l-9 72a7 7 0 0 1-7 6H72a7 7 0 0 1-7-6z" fill="${main}"/>
    <path d="M56 86c14 8 28-6 44 0s30 8 44 0l-2 16c-16 6-28-6-42 0s-28 6-42 0z" fill="${light}"/>
    <rect x="76" y="112" width="20" height="20" rx="4" fill="#ffffff" opacity="0.55" transform="rotate(-14 86 122)"/>
    <rect x="104" y="128" width="18" height="18" rx="4" fill="#ffffff" opacity="0.45" transform="rotate(16 113 137)"/>
    <circle cx="148" cy="62" r="22" fill="${dark}"/><circle cx="148" cy="62" r="16" fill="${light}"/>
    <path d="M148 48v28M134 62h28M138 52l20 20M158 52l-20 20" stroke="${main}" stroke-width="3"/>`,
  water: ({ main, dark, light }) => `
    <rect x="84" y="22" width="32" height="16" rx="4" fill="${dark}"/>
    <path d="M86 40h28v10c0 10 20 16 20 34v74a10 10 0 0 1-10 10H76a10 10 0 0 1-10-10V84c0-18 20-24 20-34z" fill="${light}"/>
    <path d="M66 96h68v34H66z" fill="#ffffff"/>
    <path d="M66 130h68v28a10 10 0 0 1-10 10H76a10 10 0 0 1-10-10z" fill="${main}"/>
    <path d="M100 100c6 8 9 12 9 16a9 9 0 0 1-18 0c0-4 3-8 9-16z" fill="${main}"/>
    <path d="M76 86c0-8 6-14 10-18" stroke="#ffffff" stroke-width="6" stroke-linecap="round" fill="none"/>
    <path d="M66 140c12 6 22-4 34 0s22 6 34 0" stroke="${dark}" stroke-width="4" fill="none" opacity="0.5"/>`,
  'coffee-tea': ({ main, dark, light }) => `
    <path d="M78 56c-8-12 8-16 0-30M102 56c-8-12 8-16 0-30M126 56c-8-12 8-16 0-30" stroke="${light}" stroke-width="7" stroke-linecap="round" fill="none"/>
    <path d="M140 86h14a20 20 0 0 1 0 46h-18" stroke="${dark}" stroke-width="11" fill="none"/>
    <path d="M48 70h100v44c0 26-18 42-50 42s-50-16-50-42z" fill="${main}"/>
    <path d="M118 70h30v44c0 26-18 42-50 42 18-12 26-44 20-86z" fill="${dark}" opacity="0.45"/>
    <ellipse cx="98" cy="70" rx="50" ry="13" fill="${CREAM}"/><ellipse cx="98" cy="71" rx="41" ry="9" fill="#6b4226"/>
    <path d="M32 160h132c-4 7-10 9-16 9H48c-6 0-12-2-16-9z" fill="${dark}"/>`,
  snacks: ({ main, dark, light }) => `
    <path d="M54 40h92l-6 14 8 96-8 18H60l-8-18 8-96z" fill="${main}"/>
    <path d="M128 40h18l-6 14 8 96-8 18h-18z" fill="${dark}"/>
    <path d="M54 40h92l-5 12H59zM52 152h96l-7 16H59z" fill="${dark}"/>
    <circle cx="100" cy="88" r="28" fill="${CREAM}"/>
    <path d="M82 92c2-16 18-26 34-18 4 14-6 28-20 28-8 0-14-4-14-10z" fill="#f2b84b"/>
    <path d="M90 92c4-6 10-10 18-12" stroke="#d99a2b" stroke-width="4" stroke-linecap="round" fill="none"/>
    <path d="M74 128h52M84 140h32" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`,
  sweets: ({ main, dark, light }) => `
    <path d="M54 100 22 76c-4 16-4 32 0 48zM146 100l32-24c4 16 4 32 0 48z" fill="${dark}"/>
    <path d="M54 100 34 84c-2 10-2 22 0 32zM146 100l20-16c2 10 2 22 0 32z" fill="${light}"/>
    <circle cx="100" cy="100" r="50" fill="${main}"/>
    <path d="M100 50c28 16 28 36 0 50s-28 34 0 50" stroke="${light}" stroke-width="14" fill="none"/>
    <path d="M66 66c10 20 8 34-14 38M134 134c-10-20-8-34 14-38" stroke="${light}" stroke-width="11" fill="none"/>
    <circle cx="100" cy="100" r="50" fill="none" stroke="${dark}" stroke-width="5"/>`,
  'ice-cream': ({ main, dark, light }) => `
    <path d="M64 98h72l-36 76z" fill="#e2a960"/>
    <path d="m76 122 36-24M86 144l44-34M66 104l50 34M92 98l34 22" stroke="#c2863e" stroke-width="4"/>
    <circle cx="78" cy="80" r="27" fill="${light}"/><circle cx="122" cy="80" r="27" fill="${main}"/>
    <circle cx="100" cy="54" r="27" fill="${CREAM}"/>
    <path d="M54 94c8 14 20 4 28 8s16 6 24 0 18 2 26 0 12-4 14-10z" fill="${dark}"/>
    <circle cx="104" cy="26" r="9" fill="#d94f4f"/><path d="M106 20c2-8 8-10 14-10" stroke="${LEAF_DARK}" stroke-width="3" fill="none"/>`,
  nuts: ({ main, dark, light }) => `
    <path d="M52 92h96l-8 70a7 7 0 0 1-7 6H67a7 7 0 0 1-7-6z" fill="${light}"/>
    <path d="M100 92h48l-8 70a7 7 0 0 1-7 6h-33z" fill="${dark}" opacity="0.25"/>
    <ellipse cx="72" cy="82" rx="15" ry="22" fill="${main}" transform="rotate(-28 72 82)"/>
    <ellipse cx="128" cy="82" rx="15" ry="22" fill="${main}" transform="rotate(28 128 82)"/>
    <ellipse cx="100" cy="70" rx="16" ry="25" fill="${dark}"/>
    <path d="M100 50c-4 14-4 26 0 40M66 68c2 10 6 18 12 24M134 68c-2 10-6 18-12 24" stroke="${light}" stroke-width="3" fill="none"/>
    <path d="M44 92h112l-3 14H47z" fill="${main}"/>
    <circle cx="100" cy="136" r="18" fill="${CREAM}"/><path d="M100 124c8 7 9 18 0 25-9-7-8-18 0-25z" fill="${main}"/>`,
  frozen: ({ main, dark, light }) => `
    <rect x="40" y="36" width="120" height="132" rx="22" fill="${main}"/>
    <rect x="40" y="36" width="120" height="132" rx="22" fill="none" stroke="${dark}" stroke-width="6"/>
    <g stroke="#ffffff" stroke-width="8" stroke-linecap="round" fill="none">
      <path d="M100 58v88M62 80l76 44M138 80l-76 44"/>
      <path d="m88 66 12 10 12-10M88 138l12-10 12 10M64 96l14-4 2-14M136 108l-14 4-2 14M136 96l-14-4-2-14M64 108l14 4 2 14" stroke-width="6"/>
    </g>
    <circle cx="100" cy="102" r="9" fill="${light}"/>`,
  spices: ({ main, dark, light }) => `
    <rect x="70" y="28" width="60" height="26" rx="8" fill="${dark}"/>
    <path d="M78 38h4M90 38h4M102 38h4M114 38h4" stroke="${light}" stroke-width="5" stroke-linecap="round"/>
    <path d="M66 54h68l8 22v84a8 8 0 0 1-8 8H66a8 8 0 0 1-8-8V76z" fill="#ffffff" opacity="0.9"/>
    <path d="M58 96c16-10 28 6 42-2s28-6 42 2v64a8 8 0 0 1-8 8H66a8 8 0 0 1-8-8z" fill="${main}"/>
    <rect x="74" y="106" width="52" height="40" rx="6" fill="${CREAM}"/>
    <path d="M88 136c-2-14 8-24 24-24 0 14-8 24-24 24zm0 0 14-14" fill="${LEAF}" stroke="${LEAF_DARK}" stroke-width="2"/>`,
  'rice-grains': ({ main, dark, light }) => `
    <path d="M60 52c-14 14-22 46-22 76 0 28 10 40 24 40h76c14 0 24-12 24-40 0-30-8-62-22-76z" fill="${light}"/>
    <path d="M140 52c14 14 22 46 22 76 0 28-10 40-24 40h-20c18-30 20-80 8-116z" fill="${dark}" opacity="0.3"/>
    <path d="M64 34c10 8 22 4 36 4s26 4 36-4c4 6 4 14 0 20H64c-4-6-4-14 0-20z" fill="${main}"/>
    <path d="M62 54h76" stroke="${dark}" stroke-width="7" stroke-linecap="round"/>
    <path d="M100 152V88" stroke="${dark}" stroke-width="5" stroke-linecap="round"/>
    <g fill="${main}">
      <path d="M100 92c-8-8-8-16 0-24 8 8 8 16 0 24z"/>
      <path d="M97 112c-12-1-17-7-17-18 11 1 17 7 17 18zM103 112c12-1 17-7 17-18-11 1-17 7-17 18zM97 134c-12-1-17-7-17-18 11 1 17 7 17 18zM103 134c12-1 17-7 17-18-11 1-17 7-17 18z"/>
    </g>`,
  pasta: ({ main, dark, light }) => `
    <path d="M34 104h132c0 36-24 60-66 60s-66-24-66-60z" fill="${main}"/>
    <path d="M118 104h48c0 36-24 60-66 60 22-12 26-34 18-60z" fill="${dark}" opacity="0.35"/>
    <ellipse cx="100" cy="104" rx="66" ry="17" fill="${CREAM}"/>
    <g stroke="#e8b64c" stroke-width="7" fill="none" stroke-linecap="round">
      <path d="M52 102c10-18 30-22 40-8s26 12 34 0 20-6 22 8"/><path d="M62 108c12-22 34-20 40-4s22 10 36-4"/>
      <path d="M74 98c8-16 24-20 34-12s22 4 28 14"/>
    </g>
    <circle cx="84" cy="92" r="7" fill="#d9534f"/><circle cx="116" cy="96" r="6" fill="#d9534f"/>
    <path d="m112 84 34-62M120 88l34-58" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`,
  oil: ({ main, dark, light }) => `
    <rect x="90" y="20" width="22" height="18" rx="4" fill="${dark}"/>
    <path d="M92 38h18v20c0 12 22 18 22 42v58a10 10 0 0 1-10 10H80a10 10 0 0 1-10-10v-58c0-24 22-30 22-42z" fill="${main}"/>
    <path d="M110 38v20c0 12 22 18 22 42v58a10 10 0 0 1-10 10h-12c8-40 6-90 0-130z" fill="${dark}" opacity="0.35"/>
    <rect x="70" y="106" width="62" height="42" fill="${CREAM}"/>
    <ellipse cx="96" cy="128" rx="12" ry="14" fill="${LEAF}"/><ellipse cx="112" cy="132" rx="9" ry="11" fill="${LEAF_DARK}"/>
    <path d="M100 114c6-6 14-8 22-6" stroke="${LEAF_DARK}" stroke-width="3" fill="none"/>
    <path d="M82 98c0-12 8-18 12-24" stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none"/>`,
  canned: ({ main, dark, light }) => `
    <path d="M52 54v100c0 8 22 15 48 15s48-7 48-15V54z" fill="#d5dbe0"/>
    <path d="M52 72v66c0 8 22 15 48 15s48-7 48-15V72c0 8-22 15-48 15s-48-7-48-15z" fill="${main}"/>
    <path d="M124 84c14-3 24-7 24-12v66c0 5-10 9-24 12z" fill="${dark}" opacity="0.5"/>
    <ellipse cx="100" cy="54" rx="48" ry="15" fill="#eef1f3"/><ellipse cx="100" cy="54" rx="38" ry="10" fill="#cfd6db"/>
    <path d="M92 52c6-8 22-8 26 0s-12 8-16 4" stroke="#98a3ab" stroke-width="4" fill="none" stroke-linecap="round"/>
    <circle cx="96" cy="118" r="22" fill="${CREAM}"/>
    <circle cx="90" cy="114" r="7" fill="${light}"/><circle cx="103" cy="112" r="7" fill="${dark}"/><circle cx="97" cy="125" r="7" fill="${main}"/>`,
  sauces: ({ main, dark, light }) => `
    <path d="M92 20h16l4 26H88z" fill="${CREAM}"/>
    <rect x="78" y="44" width="44" height="14" rx="4" fill="${dark}"/>
    <path d="M80 58h40c2 14 16 18 16 38v62a10 10 0 0 1-10 10H74a10 10 0 0 1-10-10V96c0-20 14-24 16-38z" fill="${main}"/>
    <path d="M120 58c2 14 16 18 16 38v62a10 10 0 0 1-10 10h-14c10-36 12-76 8-110z" fill="${dark}" opacity="0.4"/>
    <rect x="64" y="104" width="72" height="42" fill="${CREAM}"/>
    <path d="M100 110c12-4 22 4 20 15-2 10-10 15-20 15s-18-5-20-15c-2-11 8-19 20-15z" fill="${light}"/>
    <path d="M92 112c4-5 12-5 16 0" stroke="${LEAF}" stroke-width="5" stroke-linecap="round" fill="none"/>
    <path d="M76 94c2-8 8-12 10-18" stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none"/>`,
  breakfast: ({ main, dark, light }) => `
    <rect x="76" y="24" width="48" height="14" rx="5" fill="${dark}"/>
    <path d="M66 38h68a8 8 0 0 1 8 8v6H58v-6a8 8 0 0 1 8-8z" fill="${main}"/>
    <path d="M56 52h88c10 10 14 24 14 40v50c0 16-10 26-26 26H68c-16 0-26-10-26-26V92c0-16 4-30 14-40z" fill="${light}"/>
    <path d="M42 96c20-10 38 6 58-2s40-4 58 2v46c0 16-10 26-26 26H68c-16 0-26-10-26-26z" fill="${main}"/>
    <path d="m100 96 24 14v26l-24 14-24-14v-26z" fill="${CREAM}"/>
    <path d="m100 106 15 9v16l-15 9-15-9v-16z" fill="${dark}" opacity="0.75"/>
    <path d="M56 76c2-6 4-10 8-14" stroke="#ffffff" stroke-width="6" stroke-linecap="round" fill="none"/>`,
};
