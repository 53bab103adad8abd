/** A modest table of emoji by the names that messages use. An unknown name stays as it was written. */

const TABLE = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", clap: "👏", raised_hands: "🙌", pray: "🙏",
  muscle: "💪", handshake: "🤝", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", ok_hand: "👌",
  writing_hand: "✍️", eyes: "👀", speech_balloon: "💬", thought_balloon: "💭", busts_in_silhouette: "👥",
  bust_in_silhouette: "👤", smile: "😄", smiley: "😃", grinning: "😀", slightly_smiling_face: "🙂", blush: "😊",
  wink: "😉", thinking_face: "🤔", sweat_smile: "😅", joy: "😂", heart_eyes: "😍", relaxed: "☺️", cry: "😢",
  disappointed: "😞", confused: "😕", neutral_face: "😐", hugging_face: "🤗", partying_face: "🥳", sunglasses: "😎",
  heart: "❤️", blue_heart: "💙", green_heart: "💚", yellow_heart: "💛", purple_heart: "💜", orange_heart: "🧡",
  sparkles: "✨", star: "⭐", star2: "🌟", tada: "🎉", confetti_ball: "🎊", balloon: "🎈", gift: "🎁", trophy: "🏆",
  medal: "🏅", rocket: "🚀", fire: "🔥", zap: "⚡", bulb: "💡", seedling: "🌱", herb: "🌿", deciduous_tree: "🌳",
  sunny: "☀️", sunrise: "🌅", sun_with_face: "🌞", cloud: "☁️", rainbow: "🌈", snowflake: "❄️", coffee: "☕", tea: "🍵",
  cake: "🍰", croissant: "🥐", apple: "🍎", white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️",
  x: "❌", negative_squared_cross_mark: "❎", warning: "⚠️", information_source: "ℹ️", question: "❓", exclamation: "❗",
  no_entry: "⛔", no_entry_sign: "🚫", bell: "🔔", no_bell: "🔕", mute: "🔇", lock: "🔒", unlock: "🔓", key: "🔑",
  mag: "🔍", link: "🔗", paperclip: "📎", pushpin: "📌", round_pushpin: "📍", memo: "📝", pencil: "📝", pencil2: "✏️",
  clipboard: "📋", page_facing_up: "📄", file_folder: "📁", books: "📚", book: "📖", bookmark: "🔖", mortar_board: "🎓",
  bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", calendar: "📆", date: "📅",
  spiral_calendar_pad: "🗓️", alarm_clock: "⏰", clock1: "🕐", clock9: "🕘", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", stopwatch: "⏱️", watch: "⌚", email: "✉️", envelope: "✉️", inbox_tray: "📥",
  outbox_tray: "📤", mailbox: "📫", package: "📦", telephone_receiver: "📞", computer: "💻", video_camera: "📹",
  globe_with_meridians: "🌐", earth_africa: "🌍", earth_americas: "🌎", earth_asia: "🌏", compass: "🧭", world_map: "🗺️",
  house: "🏠", office: "🏢", school: "🏫", bridge_at_night: "🌉", airplane: "✈️", train: "🚆", bike: "🚲", walking: "🚶",
  runner: "🏃", jigsaw: "🧩", dart: "🎯", game_die: "🎲", art: "🎨", microphone: "🎤", headphones: "🎧", musical_note: "🎵",
  gear: "⚙️", wrench: "🔧", hammer: "🔨", toolbox: "🧰", shield: "🛡️", scales: "⚖️", recycle: "♻️",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄", repeat: "🔁",
  double_vertical_bar: "⏸️", pause_button: "⏸️", arrow_forward: "▶️", fast_forward: "⏩", black_square_for_stop: "⏹️",
  heavy_plus_sign: "➕", heavy_minus_sign: "➖", red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", large_orange_circle: "🟠", white_circle: "⚪", black_circle: "⚫", small_blue_diamond: "🔹",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", six: "6️⃣", seven: "7️⃣", eight: "8️⃣", nine: "9️⃣",
  robot_face: "🤖", mega: "📣", loudspeaker: "📢", sos: "🆘", new: "🆕", ok: "🆗", soon: "🔜", zzz: "💤",
  palm_tree: "🌴", beach_with_umbrella: "🏖️", desert_island: "🏝️", people_hugging: "🫂", crystal_ball: "🔮",
  "flag-dk": "🇩🇰", "flag-gb": "🇬🇧", "flag-us": "🇺🇸", "flag-de": "🇩🇪", "flag-fr": "🇫🇷", "flag-se": "🇸🇪", "flag-no": "🇳🇴",
};

/**
 * @param {string} name without its colons; a skin-tone suffix is left out
 * @returns {string | undefined}
 */
export function emojiFor(name) {
  return Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;
}

/**
 * Replaces `:name:` where the name is known.
 * @param {string} text
 */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/g, (whole, name) => emojiFor(name) ?? whole);
}
