# shellcheck shell=bash
# The steps of `lux test`, sourced by lux: the programs that tests use, everything on the JDK in use, the tests of Java
# and of the protocol again on a newer JDK (not the SDK's, not those in a browser: they don't depend on it, and take long).
# Ends with one line "N passed, N failed" over all reports; a test that did not run counts as failed.

passed=0
failed=0
failed_steps=()

step() { # name command...; runs it, prints how long it took, remembers whether it failed
  local name=$1 began=$SECONDS result=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || result=FAILED
  if [[ $result == FAILED ]]; then failed_steps+=("$name"); fi
  printf '== %s: %s (%d s)\n' "$name" "$result" $((SECONDS - began))
}

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" /usr/bin/chromium chromium chromium-browser google-chrome; do
    if [[ -n $candidate ]] && command -v "$candidate" >/dev/null; then
      CHROMIUM=$(command -v "$candidate")
      export CHROMIUM
      return
    fi
  done
  return 1
}

# Installs Debian packages where that is possible, without starting what they serve.
install_packages() {
  local policy=/usr/sbin/policy-rc.d ours=false
  [[ $EUID == 0 ]] && command -v apt-get >/dev/null || return 1
  echo "lux: installing $* for the tests ..." >&2
  if [[ ! -e $policy ]]; then
    ours=true
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 || true
  if [[ $ours == true ]]; then rm -f "$policy"; fi
  hash -r
}

need_chromium() {
  find_chromium && return
  install_packages chromium && find_chromium && return
  die 3 'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.'
}

need_programs() { # program, or program:package where Debian's package has another name
  local each missing=()
  export PATH=$PATH:/usr/sbin:/usr/local/sbin # where some are, and where others than root don't look
  for each in "$@"; do
    if ! command -v "${each%:*}" >/dev/null; then missing+=("${each#*:}"); fi
  done
  if ((${#missing[@]} == 0)); then return; fi
  install_packages "${missing[@]}" || true
  for each in "$@"; do
    command -v "${each%:*}" >/dev/null || die 3 "The tests need ${each%:*}: install it (Debian: apt-get install ${each#*:})."
  done
}

newer_jdk() { # the newest JDK above the one in use, if any
  if [[ -n ${LUX_NEWER_JDK:-} ]]; then
    if [[ $LUX_NEWER_JDK != none ]]; then printf '%s' "$LUX_NEWER_JDK"; fi
    return
  fi
  local home major best='' highest=$JAVA_MAJOR
  for home in /usr/lib/jvm/*; do
    if [[ ! -x $home/bin/javac ]]; then continue; fi
    major=$(java_major "$home")
    if ((${major:-0} > highest)); then
      highest=$major
      best=$home
    fi
  done
  printf '%s' "$best"
}

# Two trees, so that what one JDK compiled is never what the other tests.
copy_tree() { # destination
  rm -rf "$1"
  mkdir -p "$1"
  tar -C "$ROOT" --exclude=./.git --exclude=target --exclude=node_modules --exclude=./web-sdk/dist -cf - . | tar -C "$1" -xf -
  if [[ -d $ROOT/web-sdk/node_modules ]]; then cp -a "$ROOT/web-sdk/node_modules" "$1/web-sdk/"; fi
}

# "passed failed", then a line for each failed or skipped test. The records of awk are the tags.
read_reports() { # tree
  local reports=()
  while IFS= read -r -d '' report; do reports+=("$report"); done < <(
    find "$1"/*/target/surefire-reports "$1"/*/target/failsafe-reports -name 'TEST-*.xml' -print0 2>/dev/null
  )
  if ((${#reports[@]} == 0)); then
    echo '0 0'
    return
  fi
  awk '
    BEGIN { RS = "<" }
    function attribute(name) {
      return match($0, "[ \n]" name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    function end_test() {
      if (!test) return
      if (outcome == "") passed++
      else { failed++; lines = lines outcome ": " test "\n" }
      test = ""; outcome = ""
    }
    /^!\[CDATA\[/ { text = 1 }
    text { if (index($0, "]]>")) text = 0; next }
    /^testcase[ \n]/ { end_test(); test = attribute("classname") "." attribute("name") }
    /^(failure|error)[ \n>\/]/ { if (outcome == "") outcome = "failed" }
    /^skipped[ \n>\/]/ { outcome = "skipped" }
    # An error before or after the tests, as of a @BeforeAll, is a testcase too, so nothing else needs counting.
    END { end_test(); print passed + 0, failed + 0; printf "%s", lines }
  ' "${reports[@]}"
}

run_maven() { # tree maven-arguments...
  local tree=$1 counts found_passed found_failed rest ok=0
  shift
  rm -rf "$tree"/*/target/{surefire,failsafe}-reports
  (
    cd "$tree" && ./lux build || exit
    # The brokers of the tests are what was built just now, and start with its class archive.
    RUN=$tree/test-harness/target/run
    if has_archive; then set -- "$@" "-Dlux.shipped.classpath=$RUN/lib/*" "-Dlux.shipped.archive=$(archive_file)"; fi
    mvn -B -ntp --fail-at-end "$@"
  ) </dev/null || ok=1
  counts=$(read_reports "$tree")
  read -r found_passed found_failed <<<"${counts%%$'\n'*}"
  rest=${counts#"${counts%%$'\n'*}"}
  if [[ -n $rest ]]; then printf '\nNot passed:%s\n' "$rest"; fi
  if ((found_passed + found_failed == 0)); then
    echo 'lux: no test ran.' >&2
    ok=1
  fi
  if ((ok != 0 && found_failed == 0)); then
    echo 'lux: the build failed outside of the tests, which counts as one failed.' >&2
    found_failed=1
  fi
  passed=$((passed + found_passed))
  failed=$((failed + found_failed))
  ((found_failed == 0))
}

# Classes below dev/lux, and of the harness only the contract; without those that mostly wait.
ON_NEWER='%regex[dev/lux/(?!cluster/ClusterOfNodes|cluster/RollCall|cli/DemoCommand|harness/(?!contract/(?!Stop|BrokenFrames|Operations|Limits|Credentials|Authorization|ApiKeys|LongPoll|AdminListener|Rates|PartialRights|Leases|SessionDocuments))).*Test.class]'

test_on_newer() { # jdk-home maven-arguments...
  local home=$1 tree
  shift
  tree=$ROOT/target/jdk-$(java_major "$home")
  copy_tree "$tree"
  # The goal instead of the phase, for the phase also runs the SDK's tests. What npm and the jars need was built before.
  # Here the brokers have both compilers, as in use.
  JAVA_HOME=$home run_maven "$tree" test-compile surefire:test -Dexec.skip -Dmdep.skip -Dlux.broker.flag= \
    "-Dtest=$ON_NEWER" -Dsurefire.failIfNoSpecifiedTests=false "$@"
}

run_tests() { # maven-arguments...
  local newer
  unset LUX_URL LUX_API_KEY ${!LUX_ADMIN_@} ${!LUX_KEYS_@} ${!LUX_JWT_@} ${!LUX_TLS_@} ${!LUX_RATE_@} LUX_TRUSTED_PROXIES LUX_PORT LUX_CLASSPATH LUX_ARCHIVE LUX_JAVA_OPTS # the tests start brokers of their own
  need_chromium
  need_programs haproxy nginx ip:iproute2
  newer=$(newer_jdk)
  step "Java $JAVA_MAJOR, everything" run_maven "$ROOT" verify "$@"
  if [[ -n $newer ]]; then
    step "Java $(java_major "$newer"), unit and contract tests" test_on_newer "$newer" "$@"
  fi
  printf '\nBrowser: %s. Time: %d s.\n' "$CHROMIUM" "$SECONDS"
  if ((${#failed_steps[@]} > 0)); then printf 'Failed: %s\n' "${failed_steps[@]}"; fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}
